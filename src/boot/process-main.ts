import { createLog } from '../adapters/pino/log.ts'
import { type Config, type Environment, parseConfig } from '../config.ts'
import { joinDatabase } from './database-server.ts'
import { StartFailure } from './fail.ts'
import { migrateDatabase } from './open-app.ts'
import type { ProcessLog } from './process-log.ts'
import { reconcileDay } from './reconcile.ts'
import { serve } from './serve.ts'
import { work } from './work.ts'

const wrongUse = 2

type Mode = (config: Config, log: ProcessLog, args: readonly string[]) => Promise<number>

const modes: ReadonlyMap<string, Mode> = new Map([
  ['serve', serve],
  ['work', work],
  ['migrate', migrateOnly],
  ['reconcile', reconcileDay],
])

/** Runs one mode to its end and answers the exit code: 0 in good order, 1 when it failed, 2 when it was called wrongly. */
export async function processMain(
  [modeName, ...args]: readonly string[],
  environment: Environment,
): Promise<number> {
  const mode = modes.get(modeName ?? '')
  if (mode === undefined) return complain([`usage: main.ts ${[...modes.keys()].join(' | ')}`])
  const parsed = parseConfig(environment)
  if (parsed.config === undefined) return complain(parsed.mistakes)
  const { config } = parsed
  const log = createLog(config.logLevel)
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'something went wrong that nobody expected')
    process.exit(1)
  })
  try {
    return await mode(config, log, args)
  } catch (error) {
    if (error instanceof StartFailure) return complain([error.message], error.exitCode)
    log.fatal({ err: error }, 'could not go on')
    return 1
  }
}

/** One line each, on stderr. */
function complain(lines: readonly string[], exitCode = wrongUse): number {
  for (const line of lines) console.error(`proffer: ${line}`)
  return exitCode
}

/** Also done by every server at its start; alone for whoever wants to do it first. */
async function migrateOnly(config: Config, log: ProcessLog): Promise<number> {
  const { server } = await joinDatabase(config, log)
  if (server === undefined)
    throw new StartFailure(`A server has just started on ${config.dataDir}; it migrates by itself.`)
  try {
    const applied = await migrateDatabase(server.url, log)
    console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`)
    return 0
  } finally {
    await server.stop()
  }
}
