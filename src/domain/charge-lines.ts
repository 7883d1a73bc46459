import { addDays, addInterval, daysBetween, firstPeriodAfter, type Period, periodOf } from './calendar.ts'
import type { Charge, ChargeLine } from './charge.ts'
import { type FullLine, type ReducedLine, type RunningDiscount, reducedLines } from './discounts.ts'
import type { LocalDate } from './time.ts'

/** A charge at work, and what it belongs to. */
export interface RunningCharge {
  readonly subscriptionId: string
  readonly subscriptionOfferId: string
  readonly charge: Charge
  /** First day on which it charges nothing any more, before the subscription itself ends. */
  readonly endOn?: LocalDate | undefined
  readonly discounts?: readonly RunningDiscount[] | undefined
  /** It came in the place of something that was charged before. */
  readonly replaces?: boolean
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
  const cursors: Cursor[] = charges.map((running) => cursorAfter(running, after, endOn))
  for (;;) {
    const dueOn = earliest(cursors)
    if (dueOn === undefined) return
    const due = cursors.filter((cursor) => cursor.dueOn === dueOn)
    yield { dueOn, lines: linesOf(due) }
    for (const cursor of due) {
      cursor.n += 1
      cursor.dueOn = dueDay(cursor.running, cursor.n, endOn)
    }
  }
}

function cursorAfter(running: RunningCharge, after: LocalDate, endOn: LocalDate | undefined): Cursor {
  const { charge } = running
  let n = firstNumberDueAfter(charge, after)
  // Nothing is added to what is paid already: that period is passed over.
  if (charge.firstQuantity === 0 && isFirst(charge, n)) n += 1
  return { running, n, dueOn: dueDay(running, n, endOn) }
}

function earliest(cursors: readonly Cursor[]): LocalDate | undefined {
  let day: LocalDate | undefined
  for (const { dueOn } of cursors) if (dueOn !== undefined && (day === undefined || dueOn < day)) day = dueOn
  return day
}

function firstNumberDueAfter({ anchorOn, interval, startOn = anchorOn }: Charge, after: LocalDate): number {
  if (interval === undefined) return anchorOn > after ? 0 : 1
  const next = firstPeriodAfter(anchorOn, interval, after > startOn ? after : startOn)
  if (after >= startOn || startOn < anchorOn) return next
  // The period that holds `startOn`, whole or in part.
  return next - 1
}

/** The day on which the n-th period of a charge is due; `undefined` when there is no such period, or all is over by then. */
function dueDay({ charge, endOn }: RunningCharge, n: number, overOn: LocalDate | undefined) {
  const on = dueDayOf(charge, n)
  if (on === undefined || (overOn !== undefined && on >= overOn) || (endOn !== undefined && on >= endOn))
    return undefined
  return on
}

function dueDayOf(charge: Charge, n: number): LocalDate | undefined {
  const { anchorOn, interval, periods, startOn = anchorOn } = charge
  if (interval === undefined) return n === 0 ? anchorOn : undefined
  if (periods !== undefined && n >= periods) return undefined
  return isCut(charge, n) ? startOn : addInterval(anchorOn, interval, n)
}

/** Does the charge begin inside its n-th period? */
function isCut({ anchorOn, interval, startOn }: Charge, n: number): boolean {
  return interval !== undefined && startOn !== undefined && addInterval(anchorOn, interval, n) < startOn
}

/** Is this the period in which it took the place of something that was charged for it already? */
function isFirst({ anchorOn, interval, startOn, firstQuantity }: Charge, n: number): boolean {
  if (interval === undefined || startOn === undefined || firstQuantity === undefined) return false
  return addInterval(anchorOn, interval, n) <= startOn
}

/** What is due on one day: a fixed discount is taken off once for all of it. */
function linesOf(due: readonly Cursor[]): readonly ChargeLine[] {
  const parts = due.map(({ running, n }) => partOf(running, n))
  const reduced = reducedLines(parts)
  return parts.map((part, index) => toLine(part, reduced[index] ?? { amount: 0, discount: 0 }))
}

/** One period of a charge, or what is left of it. */
interface Part extends FullLine {
  readonly running: RunningCharge
  readonly isCut: boolean
  readonly endOn: LocalDate
  readonly periodDays: number
}

function partOf(running: RunningCharge, n: number): Part {
  const { charge } = running
  const { anchorOn, interval } = charge
  const cut = isCut(charge, n)
  const added = isFirst(charge, n)
  const period: Period =
    interval === undefined
      ? { startOn: anchorOn, endOn: addDays(anchorOn, 1) }
      : periodOf(anchorOn, interval, n)
  const on = cut && charge.startOn !== undefined ? charge.startOn : period.startOn
  const periodDays = daysBetween(period.startOn, period.endOn)
  return {
    running,
    charge,
    discounts: running.discounts,
    on,
    quantity: added ? (charge.firstQuantity ?? charge.quantity) : charge.quantity,
    part: { numerator: daysBetween(on, period.endOn), denominator: periodDays },
    isAddition: added || (cut && running.replaces !== true),
    isCut: cut,
    endOn: period.endOn,
    periodDays,
  }
}

function toLine(
  { running, charge, on, quantity, isCut, endOn, periodDays }: Part,
  { amount, discount }: ReducedLine,
): ChargeLine {
  return {
    subscriptionId: running.subscriptionId,
    subscriptionOfferId: running.subscriptionOfferId,
    chargeName: charge.name,
    label: charge.label,
    productName: charge.productName,
    quantity,
    unitAmount: charge.unitAmount,
    amount,
    tax: 0,
    ...(discount === 0 ? {} : { discount }),
    ...(isCut ? { periodDays } : {}),
    ...(charge.interval === undefined ? { oneTime: true as const } : {}),
    serviceStartOn: on,
    serviceEndOn: addDays(endOn, -1),
  }
}
