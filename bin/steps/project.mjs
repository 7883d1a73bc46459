import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** SHA-256 over names and contents of files and folders (whole, in a fixed order); what is missing counts as empty. */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths)
    for (const file of filesIn(path)) hash.update(`${file}\n`).update(readFileSync(file))
  return hash.digest('hex')
}

function filesIn(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)))
}

/** The text of a file, or `undefined`. */
export function readMark(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

export function writeMark(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const patienceMs = 600_000
const pollMs = 200

/**
 * Runs `work` while no other launcher of this project runs its own: two commands started at once install only once.
 * A lock left by a launcher that died is taken over.
 */
export function alone(work) {
  const lock = join(projectFolder, '.build', 'launch.lock')
  mkdirSync(dirname(lock), { recursive: true })
  const nap = new Int32Array(new SharedArrayBuffer(4))
  for (let waitedMs = 0; !takeLock(lock); waitedMs += pollMs) {
    if (waitedMs >= patienceMs) throw new Error(`another start holds ${lock}; remove it if none is running`)
    Atomics.wait(nap, 0, 0, pollMs)
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!isRunning(Number(readMark(lock)))) rmSync(lock, { force: true })
    return false
  }
}

function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
