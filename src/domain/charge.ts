import type { Interval, LocalDate } from './time.ts'

/** One price at work on a subscription: what is charged, from which day, how often. */
export interface Charge {
  /** Unique inside its subscription offer: the price's name. */
  readonly name: string
  readonly label: string
  readonly productName: string
  readonly kind: 'one_time' | 'recurring'
  /** Minor units of the subscription's currency, for one unit of quantity. */
  readonly unitAmount: number
  readonly quantity: number
  /** First day of its first period; every later period is counted from this day, never from the last period. */
  readonly anchorOn: LocalDate
  /**
   * First day that it charges for, where that is not its anchor: it took the place of a charge with the same interval and keeps
   * that one's periods. When it falls into a period, what is left of that period is charged on this day.
   */
  readonly startOn?: LocalDate | undefined
  /** Quantity charged for the period, or part of one, that holds `startOn`: what is added to what is paid already. Absent: all of it. */
  readonly firstQuantity?: number | undefined
  readonly interval: Interval | undefined
  /** Number of periods it runs; absent: as long as the subscription. */
  readonly periods: number | undefined
}

/** A tax as it was put on a line; it stays as it was on that day. */
export interface AppliedTax {
  /** As invoices name it, such as `VAT`. */
  readonly name: string
  /** Millionths of the amount without tax: 20 % is 200,000. */
  readonly rate: number
  /** Part of the price, or on top of it? */
  readonly inclusive: boolean
}

/** One dated amount of one charge: a line of a schedule entry, and the line of the invoice that entry becomes. */
export interface ChargeLine {
  readonly subscriptionId: string
  readonly subscriptionOfferId: string
  readonly chargeName: string
  readonly label: string
  readonly productName: string
  readonly quantity: number
  /** The price of one, as it is sold: with an inclusive tax, without an exclusive one. */
  readonly unitAmount: number
  /** Without tax, discount taken off; minor units. */
  readonly amount: number
  readonly tax: number
  /** The tax that holds in the buyer's place on the day the line is due; absent: none does. */
  readonly taxRate?: AppliedTax | undefined
  /** What discounts took off the price, minor units; absent: nothing. */
  readonly discount?: number | undefined
  /** Days of the whole period that the service is a part of; absent: the service is the whole period. */
  readonly periodDays?: number | undefined
  /** Charged once, not for time: ending early gives nothing back of it. */
  readonly oneTime?: true | undefined
  /** First and last day of the service paid for, both inclusive; the same day for a one-time charge. */
  readonly serviceStartOn: LocalDate
  readonly serviceEndOn: LocalDate
}
