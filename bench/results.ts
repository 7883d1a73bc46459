import type { Counts } from './counted.ts'
import type { Figures } from './measure.ts'

export interface JobResult {
  readonly name: string
  readonly contains: string
  readonly clients: number
  readonly figures: Figures
  /** The same rows without us; absent where there is no floor. */
  readonly floor: Figures | undefined
}

export interface CountResult {
  readonly name: string
  readonly contains: string
  readonly counts: Counts
}

/** What time brought about; figures are for each invoice. */
export interface BillingResult {
  readonly name: string
  readonly contains: string
  readonly invoices: number
  readonly seconds: number
  readonly perSecond: number
  /** Milliseconds of processor time. */
  readonly cpu: { readonly server: number | undefined; readonly database: number | undefined }
  readonly roundTrips: number
  readonly commits: number
}

export interface Results {
  readonly machine: {
    readonly cores: number
    readonly memoryGb: number
    readonly node: string
    readonly postgres: string
  }
  readonly jobs: readonly JobResult[]
  readonly counts: readonly CountResult[]
  readonly billing: readonly BillingResult[]
  /** For each second without any caller. */
  readonly idle: Counts
  /** Megabytes of the server process before and after the load. */
  readonly memory: { readonly before: number | undefined; readonly after: number | undefined }
}

/** Ours as a part of the floor, in percent. */
export function percentOfFloor({ figures, floor }: JobResult): number | undefined {
  return floor && (100 * figures.perSecond) / floor.perSecond
}
