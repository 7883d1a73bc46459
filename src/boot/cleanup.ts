import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../ports/log.ts'

/** What must be ended, in the order in which it was begun; `run` goes backwards. */
export interface Cleanup {
  readonly add: (name: string, limitMs: number, end: () => Promise<void>) => void
  /** Ends everything. What takes longer than its limit, or fails, is logged and left: the rest still ends. */
  readonly run: () => Promise<void>
}

export function createCleanup(log: Log): Cleanup {
  const steps: { name: string; limitMs: number; end: () => Promise<void> }[] = []
  return {
    add: (name, limitMs, end) => void steps.push({ name, limitMs, end }),
    run: async () => {
      for (const { name, limitMs, end } of steps.splice(0).reverse()) {
        await within(limitMs, end).catch((error: Error) =>
          log.error({ error: error.message }, `${name} did not end in good order`),
        )
      }
    },
  }
}

async function within(limitMs: number, end: () => Promise<void>): Promise<void> {
  const over = new AbortController()
  const late = pause(limitMs, undefined, { signal: over.signal }).then(() => {
    throw new Error(`still running after ${limitMs} ms`)
  })
  late.catch(() => undefined)
  try {
    await Promise.race([end(), late])
  } finally {
    over.abort()
  }
}
