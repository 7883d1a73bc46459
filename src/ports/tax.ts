import type { TaxRate } from '../domain/tax.ts'

/** Which taxes there are. Asked before planning and handed to the planner, which reaches nothing outside. */
export interface TaxTable {
  /** Every rate of every place and time, as it stands now. */
  readonly rates: () => readonly TaxRate[]
  /** Puts these in the place of all; this process sees them when it is fulfilled, every other within a second. */
  readonly replace: (rates: readonly TaxRate[]) => Promise<void>
}
