import { closedLoop, type Job, type Loop } from './closed-loop.ts'
import type { Options } from './options.ts'
import { type CpuTimes, cpuTimes, type Watched } from './processes.ts'

/** One measurement. */
export interface Figures extends Loop {
  readonly perSecond: number
  /** Milliseconds of processor time for each run. */
  readonly cpu: CpuTimes
}

type How = Pick<Options, 'seconds' | 'mostRuns' | 'warmUpSeconds'>

/** Warms up and measures a job with so many clients. */
export async function measure(job: Job, clients: number, { how, watched }: { how: How; watched: Watched }) {
  const started = await job.start(clients)
  try {
    await closedLoop(started, { seconds: how.warmUpSeconds, mostRuns: how.mostRuns })
    const before = await cpuTimes(watched)
    const loop = await closedLoop(started, how)
    const after = await cpuTimes(watched)
    return figuresOf(loop, before, after)
  } finally {
    started.stop()
  }
}

function figuresOf(loop: Loop, before: CpuTimes, after: CpuTimes): Figures {
  const perRun = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? undefined : (to - from) / loop.runs
  return {
    ...loop,
    perSecond: loop.runs / loop.seconds,
    cpu: {
      server: perRun(before.server, after.server),
      database: perRun(before.database, after.database),
      generator: (after.generator - before.generator) / loop.runs,
    },
  }
}

/** The measurement in the middle, by runs for each second: all its figures belong together. */
export function median(all: readonly Figures[]): Figures {
  const sorted = [...all].sort((a, b) => a.perSecond - b.perSecond)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  if (middle === undefined) throw new Error('nothing was measured')
  return middle
}
