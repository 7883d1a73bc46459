/** Ends what was begun, the last first; each once, whatever else fails. */
export interface Cleanup {
  readonly add: (step: () => Promise<unknown>) => void
  /** Whoever asks again waits for the same end. */
  readonly run: () => Promise<void>
}

export function createCleanup(): Cleanup {
  const steps: (() => Promise<unknown>)[] = []
  let running: Promise<void> | undefined
  const runAll = async () => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      await step().catch((error: Error) => console.error(`bench: ${error.message}`))
    }
  }
  return {
    add: (step) => steps.push(step),
    run: () => {
      running ??= runAll()
      return running
    },
  }
}
