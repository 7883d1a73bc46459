import type { Day, Every } from './days.ts'
import type { Price, Product } from './story.ts'

/** A price at work. */
export interface Charge {
  readonly price: Price
  readonly quantity: number
  /** Periods are counted from here. */
  readonly anchor: Day
  /** The first day it charges for; inside a period where it keeps the periods of what it replaced. */
  readonly from: Day
  /** Charged for the period that holds `from`, where some of it is paid already. */
  readonly atFirst: number | undefined
}

/** What was asked for once; what is not used of it may go back. */
export interface Paid {
  readonly charge: string
  readonly once: boolean
  readonly unit: number
  readonly quantity: number
  readonly from: Day
  /** The first day that it is not for. */
  readonly to: Day
  /** Of the whole period. */
  readonly days: number
  readonly amount: number
  credited: number
  creditedQuantity: number
}

/** An offer or add-on that is held from one day to another. */
export interface Holding {
  readonly product: number
  readonly quantity: number
  readonly from: Day
  /** The first day without it. */
  to: Day | undefined
  readonly charges: readonly Charge[]
  /** Shared with whatever it is only another quantity of. */
  readonly paid: Paid[]
}

/** On a day to come, or today. */
export interface Change {
  readonly on: Day
  readonly ends: readonly { readonly holding: Holding; readonly fewer: number | undefined }[]
  readonly starts: readonly Holding[]
  /** The product whose term the subscription takes over. */
  readonly offer: number | undefined
}

export interface Term {
  readonly anchor: Day
  readonly length: Every
  readonly end: Day
}

/** A line of an invoice (`+`) or a credit (`-`). */
export interface Line {
  readonly sign: '+' | '-'
  readonly day: Day
  readonly charge: string
  readonly quantity: number
  readonly amount: number
  readonly from: Day
  /** The last day. */
  readonly until: Day
}

/** All that the model knows of one subscription. */
export interface Books {
  readonly products: readonly Product[]
  readonly start: Day
  today: Day
  holdings: Holding[]
  changes: Change[]
  /** Of the offer that is held. */
  offer: number
  term: Term | undefined
  cancelOn: Day | undefined
  settle: 'none' | 'credit' | 'refund'
  ended: boolean
  readonly lines: Line[]
}
