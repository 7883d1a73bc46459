import type { Instant } from '../domain/time.ts'
import type { Lease } from './order-store.ts'

/** One advance of a sandbox's business clock. */
export interface ClockRun {
  readonly id: string
  readonly status: 'running' | 'done' | 'failed'
  readonly fromAt: Instant
  readonly toAt: Instant
  /** The newest event before it began; everything it did comes after. */
  readonly firstEventSeq: number
  /** Absent while it runs. */
  readonly lastEventSeq: number | undefined
}

/** Something that fell due in a run. */
export interface ClockEntry {
  readonly seq: number
  readonly at: Instant
  readonly type: string
  readonly subjectId: string
  readonly orderId: string | undefined
}

export interface ClockRunStore {
  /** Writes the run down; `false` when another one is running. */
  readonly begin: (run: ClockRun, lease: Lease) => Promise<boolean>
  readonly renewLease: (id: string, lease: Lease) => Promise<void>
  /** Takes over the run whose process is gone, if there is one. */
  readonly takeOver: (lease: Lease) => Promise<ClockRun | undefined>
  readonly end: (id: string, status: 'done' | 'failed') => Promise<void>
  readonly find: (id: string) => Promise<ClockRun | undefined>
  readonly newest: () => Promise<ClockRun | undefined>
  /** How often each kind of event happened in a run, by the events' type. */
  readonly counts: (run: ClockRun) => Promise<Readonly<Record<string, number>>>
  /** The first things that happened in a run, in order. */
  readonly entries: (run: ClockRun, limit: number) => Promise<readonly ClockEntry[]>
  /** Is a run alive or waiting to be taken over? */
  readonly isRunning: () => Promise<boolean>
}
