import { addDays, addInterval, firstPeriodAfter, periodOf } from './calendar.ts'
import type { Charge, ChargeLine } from './charge.ts'
import { multiply } from './money.ts'
import type { LocalDate } from './time.ts'

/** A charge at work, and what it belongs to. */
export interface RunningCharge {
  readonly subscriptionId: string
  readonly subscriptionOfferId: string
  readonly charge: Charge
}

/** Everything that one subscription charges on one day. */
export interface Entry {
  readonly dueOn: LocalDate
  readonly lines: readonly ChargeLine[]
}

export interface UpcomingWindow {
  /** Entries begin after this day. */
  readonly after: LocalDate
  /** Last day wanted; when nothing falls into the window, the next entry beyond it is given all the same. */
  readonly until: LocalDate
  readonly atMost: number
  /** First day on which nothing is charged any more; absent: no end. */
  readonly endOn: LocalDate | undefined
}

/** The future entries of a subscription, one for each day on which anything is due, in order, none skipped. */
export function upcomingEntries(
  charges: readonly RunningCharge[],
  { after, until, atMost, endOn }: UpcomingWindow,
): readonly Entry[] {
  const entries: Entry[] = []
  if (atMost <= 0) return entries
  for (const entry of entriesAfter(charges, after, endOn)) {
    if (entries.length > 0 && entry.dueOn > until) break
    entries.push(entry)
    if (entries.length === atMost) break
  }
  return entries
}

/** The entries that fall due after one day and on or before another. */
export function entriesBetween(
  charges: readonly RunningCharge[],
  { after, until, endOn }: Omit<UpcomingWindow, 'atMost'>,
): readonly Entry[] {
  const entries: Entry[] = []
  for (const entry of entriesAfter(charges, after, endOn)) {
    if (entry.dueOn > until) break
    entries.push(entry)
  }
  return entries
}

interface Cursor {
  readonly running: RunningCharge
  n: number
  dueOn: LocalDate | undefined
}

/** Every entry after a day, without end when a charge has none. */
function* entriesAfter(
  charges: readonly RunningCharge[],
  after: LocalDate,
  endOn: LocalDate | undefined,
): Generator<Entry, void> {
  const dueDay = (running: RunningCharge, n: number) => {
    const on = dueDayOf(running.charge, n)
    return on !== undefined && (endOn === undefined || on < endOn) ? on : undefined
  }
  const cursors: Cursor[] = charges.map((running) => {
    const n = firstNumberAfter(running.charge, after)
    return { running, n, dueOn: dueDay(running, n) }
  })
  for (;;) {
    const dueOn = earliest(cursors)
    if (dueOn === undefined) return
    const due = cursors.filter((cursor) => cursor.dueOn === dueOn)
    yield { dueOn, lines: due.map((cursor) => lineOf(cursor.running, cursor.n)) }
    for (const cursor of due) {
      cursor.n += 1
      cursor.dueOn = dueDay(cursor.running, cursor.n)
    }
  }
}

function earliest(cursors: readonly Cursor[]): LocalDate | undefined {
  let day: LocalDate | undefined
  for (const { dueOn } of cursors) if (dueOn !== undefined && (day === undefined || dueOn < day)) day = dueOn
  return day
}

function firstNumberAfter(charge: Charge, after: LocalDate): number {
  if (charge.interval !== undefined) return firstPeriodAfter(charge.anchorOn, charge.interval, after)
  return charge.anchorOn > after ? 0 : 1
}

/** The day on which the n-th period of a charge is due, its first; `undefined` when there is no such period. */
function dueDayOf(charge: Charge, n: number): LocalDate | undefined {
  if (charge.interval === undefined) return n === 0 ? charge.anchorOn : undefined
  if (charge.periods !== undefined && n >= charge.periods) return undefined
  return addInterval(charge.anchorOn, charge.interval, n)
}

function lineOf({ subscriptionId, subscriptionOfferId, charge }: RunningCharge, n: number): ChargeLine {
  const amount = multiply(charge.unitAmount, charge.quantity)
  if (amount === undefined) throw new Error(`the amount of ${charge.name} was not checked before`)
  const { anchorOn, interval } = charge
  const period =
    interval === undefined
      ? { startOn: anchorOn, endOn: addDays(anchorOn, 1) }
      : periodOf(anchorOn, interval, n)
  return {
    subscriptionId,
    subscriptionOfferId,
    chargeName: charge.name,
    label: charge.label,
    productName: charge.productName,
    quantity: charge.quantity,
    unitAmount: charge.unitAmount,
    amount,
    tax: 0,
    serviceStartOn: period.startOn,
    serviceEndOn: addDays(period.endOn, -1),
  }
}
