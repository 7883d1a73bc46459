/** How this process and its database are doing, for `/ready` and `/metrics`. */
export interface Operations {
  /** What this process cannot do without and does not have: empty when it is ready. Never throws, answers within two seconds. */
  readonly missing: () => Promise<readonly ReadinessPart[]>
  readonly figures: () => Promise<Figures>
}

export type ReadinessPart = 'database' | 'migrations' | 'queue'

export interface Figures {
  /** Statements and commits that this process has asked the database for since it started. */
  readonly roundTrips: number
  readonly commits: number
  /** Connections of this process. */
  readonly pool: { readonly open: number; readonly idle: number; readonly waiting: number }
  /** Jobs of all processes; `undefined` when the database does not answer. */
  readonly jobs: { readonly waiting: number; readonly running: number; readonly failed: number } | undefined
}
