import { billingRun, yearOfMonths } from './billing/jobs.ts'
import { percentOfFloor, type Results } from './results.ts'

export interface Verdict {
  readonly aim: string
  readonly value: string
  /** `undefined` when it was not measured. */
  readonly met: boolean | undefined
}

const order = 'order via link (invoice)'

/** What the server should reach on two cores, and whether it did. Speeds are the best of the numbers of clients measured. */
export function verdicts(results: Results): readonly Verdict[] {
  const submit = results.counts.find(({ name }) => name === 'submit via link (invoice)')?.counts
  return [
    atLeast(`${order}: 168/s`, best(results, order), 168),
    atLeast(`${order}: 40 % of its floor`, share(results, order), 40),
    atLeast('admin order (invoice): 40 % of its floor', share(results, 'admin order (invoice)'), 40),
    atMost('submit to complete: 4 commits', submit?.commits, 4),
    atMost('submit to complete: 12 round trips', submit?.roundTrips, 12),
    atLeast('link: 400/s', best(results, 'link'), 400),
    atLeast('preview: 1,000/s', best(results, 'preview'), 1000),
    atLeast('order by id: 2,000/s', best(results, 'order by id'), 2000),
    atLeast('due subscriptions billed by invoice: 500/s', billed(results, billingRun)?.perSecond, 500),
    atMost('a year of 1,000 monthly subscriptions: 60 s', secondsOfYear(results), 60),
    atMost('memory after load: 200 MB', results.memory.after, 200),
  ]
}

function best(results: Results, name: string): number | undefined {
  return greatest(of(results, name).map(({ figures }) => figures.perSecond))
}

function billed({ billing }: Results, name: string) {
  return billing.find((job) => job.name === name)
}

/** Not of a shorter run, which shows no more than that it works. */
function secondsOfYear(results: Results): number | undefined {
  const year = billed(results, yearOfMonths)
  return year?.invoices === 12_000 ? year.seconds : undefined
}

/** Ours and the floor are compared with as many clients each. */
function share(results: Results, name: string): number | undefined {
  return greatest(of(results, name).flatMap((job) => percentOfFloor(job) ?? []))
}

function of({ jobs }: Results, name: string) {
  return jobs.filter((job) => job.name === name)
}

function greatest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values)
}

function atLeast(aim: string, value: number | undefined, wanted: number): Verdict {
  return {
    aim: `at least ${aim}`,
    value: shown(value),
    met: value === undefined ? undefined : value >= wanted,
  }
}

/** Counts are averages from which the background was taken off, so a hundredth is nothing. */
function atMost(aim: string, value: number | undefined, wanted: number): Verdict {
  return {
    aim: `at most ${aim}`,
    value: shown(value),
    met: value === undefined ? undefined : value <= wanted + 0.05,
  }
}

function shown(value: number | undefined): string {
  return value === undefined ? 'not measured' : value.toFixed(value < 100 ? 1 : 0)
}
