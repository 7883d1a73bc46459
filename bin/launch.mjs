// The one entry of every npm script: makes sure that what a command needs is there, then runs it under Node 24.
// Plain JavaScript that Node 20 can run; see docs/adr for why.
import { commands, usage } from './commands.mjs'
import { ensureInstalled } from './steps/install.mjs'
import { ensureNode } from './steps/node.mjs'
import { runAll } from './steps/run.mjs'
import { ensureWeb } from './steps/web.mjs'

const [name, ...args] = process.argv.slice(2)
const command = commands[name ?? '']

if (command === undefined) {
  console.error(usage())
  process.exit(2)
}

try {
  const node = ensureNode()
  ensureInstalled(node)
  if (command.needsWeb) await ensureWeb(node)
  process.exitCode = await runAll(node, command.runs(args))
} catch (error) {
  console.error(`proffer: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
