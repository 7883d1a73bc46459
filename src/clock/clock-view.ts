import type { Instant } from '../domain/time.ts'
import type { ClockEntry, ClockRun } from '../ports/clock-run-store.ts'
import type { Services } from '../ports/services.ts'

export interface ClockView {
  /** Now by the business clock. */
  readonly now: Instant
  /** The newest run; absent: the clock was never moved. */
  readonly run: RunView | undefined
}

export interface RunView {
  readonly id: string
  readonly status: ClockRun['status']
  /** How often each kind of thing happened, by the type of its event. */
  readonly counts: Readonly<Record<string, number>>
}

/** What an advance of the clock has done so far. */
export interface AdvanceView {
  readonly now: Instant
  readonly run: RunView
  /** The first hundred things that happened, in order. */
  readonly entries: readonly ClockEntry[]
  /** Everything after this event is not in `entries`. */
  readonly cursor: number
}

const maxEntries = 100

type ClockServices = Pick<Services, 'db' | 'clock'>

/** The business clock and its newest run. Reads only. */
export async function clockView({ db, clock }: ClockServices): Promise<ClockView> {
  const run = await db.read.clockRuns.newest()
  if (run === undefined) return { now: clock.now(), run: undefined }
  const counts = await db.read.clockRuns.counts(run)
  return { now: clock.now(), run: { id: run.id, status: run.status, counts } }
}

/** What a run has done so far, as it stands in the database. */
export async function advanceView({ db, clock }: ClockServices, begun: ClockRun): Promise<AdvanceView> {
  const run = (await db.read.clockRuns.find(begun.id)) ?? begun
  const [counts, entries] = await Promise.all([
    db.read.clockRuns.counts(run),
    db.read.clockRuns.entries(run, maxEntries),
  ])
  const listed = entries.at(-1)?.seq ?? run.firstEventSeq
  return { now: clock.now(), run: { id: run.id, status: run.status, counts }, entries, cursor: listed }
}
