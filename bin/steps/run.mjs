import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { projectFolder } from './project.mjs'

/** Runs each under Node, one after the other, and answers the first exit code that is not 0. */
export async function runAll(node, runs) {
  for (const args of runs) {
    const code = await run(node, args)
    if (code !== 0) return code
  }
  return 0
}

/**
 * The child hears every signal that would end us. It also holds a channel to us: when we are killed outright it notices, and
 * shuts down in good order instead of staying behind.
 */
function run(node, args) {
  const child = spawn(node, args, {
    cwd: projectFolder,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${dirname(node)}:${process.env.PATH}`,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(projectFolder, '.build', 'compile-cache'),
    },
  })
  const forward = (signal) => child.kill(signal)
  const parentWatch = watchNpm(() => forward('SIGTERM'))
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearInterval(parentWatch)
      for (const name of signals) process.off(name, forward)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

const watchMs = 500

/** An npm that is killed outright tells nobody; its scripts see only that they have another parent. */
function watchNpm(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined
  const npm = process.ppid
  return setInterval(() => {
    if (process.ppid !== npm) onGone()
  }, watchMs)
}
