import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'

/** Runs npm under `node`, with its output on stderr so that stdout holds only what the command itself says. Throws when it fails. */
export function npm(node, args, folder) {
  const script = process.env.npm_execpath
  const known = script !== undefined && /npm-cli\.[cm]?js$/.test(script)
  const [program, first] = known ? [node, [script]] : ['npm', []]
  const { status, error } = spawnSync(program, [...first, ...args], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` },
    shell: !known && process.platform === 'win32',
  })
  if (error !== undefined) throw new Error(`npm could not be started: ${error.message}`)
  if (status !== 0) throw new Error(`npm ${args[0]} failed; what it said stands above`)
}
