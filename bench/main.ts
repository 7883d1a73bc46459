import { writeFile } from 'node:fs/promises'
import { bench } from './bench.ts'
import { createCleanup } from './cleanup.ts'
import { type Options, readOptions, usage } from './options.ts'
import { reportOf } from './report.ts'

const cleanup = createCleanup()

/** Whatever ends us ends what we started: a signal, or the launcher going away. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop(130))
if (process.connected) process.once('disconnect', () => void stop(1))

async function stop(code: number): Promise<never> {
  await cleanup.run()
  process.exit(code)
}

function optionsOrUsage(): Options | 'help' | undefined {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : error}\n\n${usage}`)
    return undefined
  }
}

async function run(options: Options): Promise<number> {
  try {
    const results = await bench(options, cleanup)
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`)
    console.log(reportOf(results))
    return 0
  } catch (error) {
    console.error('bench:', error)
    return 1
  }
}

const options = optionsOrUsage()
if (options === 'help') console.log(usage)
await stop(options === undefined ? 2 : options === 'help' ? 0 : await run(options))
