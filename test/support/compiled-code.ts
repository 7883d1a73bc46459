import { rm } from 'node:fs/promises'
import { temporaryFolder } from './temporary-folder.ts'

/**
 * What one process of the run has compiled is there for all others: most of a short life is its start. Returns what forgets it.
 * Node writes it down when a process ends in good order, or calls `flushCompileCache`.
 */
export async function shareCompiledCode(): Promise<() => Promise<void>> {
  const folder = await temporaryFolder()
  process.env.NODE_COMPILE_CACHE = folder
  return async () => {
    delete process.env.NODE_COMPILE_CACHE
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
