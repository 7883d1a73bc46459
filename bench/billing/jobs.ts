import type { Fleet } from './fleet.ts'

/** Something that time brings about, and how long it takes. */
export interface BillingJob {
  readonly name: string
  readonly contains: string
  readonly fleet: Fleet
  /** How far the clock is moved, and how often; the run in the middle is shown. */
  readonly advanceBy: string
  readonly rounds: number
  /** Each round must issue exactly so many. */
  readonly invoices: number
}

export const billingRun = 'billing run (invoice)'
export const yearOfMonths = 'a year of monthly subscriptions'

/** `quick` is for showing that it runs. */
export function billingJobs(quick: boolean): readonly BillingJob[] {
  const [many, some] = quick ? [200, 50] : [3000, 1000]
  return [
    {
      name: billingRun,
      contains: `${many} monthly subscriptions fall due on one day`,
      fleet: { subscriptions: many, startDays: 1 },
      advanceBy: 'P1M',
      rounds: quick ? 1 : 3,
      invoices: many,
    },
    {
      name: yearOfMonths,
      contains: `${some} monthly subscriptions, begun on 28 days, for a year`,
      fleet: { subscriptions: some, startDays: 28 },
      advanceBy: 'P1Y',
      rounds: 1,
      invoices: 12 * some,
    },
  ]
}
