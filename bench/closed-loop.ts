/** Something that can be done over and over, by several clients at once. */
export interface Job {
  readonly name: string
  /** What one run of it does. */
  readonly contains: string
  /** Makes so many clients ready. */
  readonly start: (clients: number) => Promise<Clients>
}

export interface Clients {
  /** One for each client: does the job once. */
  readonly runs: readonly (() => Promise<unknown>)[]
  readonly stop: () => void
}

export interface Limits {
  readonly seconds: number
  readonly mostRuns: number
}

export interface Loop {
  readonly runs: number
  readonly seconds: number
  /** Milliseconds from the start of a run to its end. */
  readonly p50: number
  readonly p99: number
}

/** Each client does its job again as soon as it is done, until time or count is up. A run that fails ends it all. */
export async function closedLoop(clients: Clients, { seconds, mostRuns }: Limits): Promise<Loop> {
  const latencies: number[] = []
  const begin = performance.now()
  const end = begin + seconds * 1000
  let started = 0
  const client = async (run: () => Promise<unknown>) => {
    for (;;) {
      const from = performance.now()
      if (from >= end || started >= mostRuns) return
      started += 1
      await run()
      latencies.push(performance.now() - from)
    }
  }
  await Promise.all(clients.runs.map(client))
  const lasted = (performance.now() - begin) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]
  return { runs: latencies.length, seconds: lasted, p50: at(0.5) ?? 0, p99: at(0.99) ?? 0 }
}
