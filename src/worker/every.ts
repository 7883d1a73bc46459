import { setTimeout as pause } from 'node:timers/promises'

/** Repeats a piece of work until it is stopped, waiting in between; it is never started twice at once. */
export interface Repeated {
  /** Stops it; fulfilled when the work in hand has ended. */
  readonly stop: () => Promise<void>
}

export function every(
  waitMs: number,
  work: (stopping: AbortSignal) => Promise<unknown>,
  onError: (error: unknown) => void,
): Repeated {
  const stopping = new AbortController()
  const { signal } = stopping
  const loop = async () => {
    while (!signal.aborted) {
      await work(signal).catch(onError)
      await pause(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }
  const ended = loop()
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
