import type { Day, Every } from './days.ts'

/** What is sold, and what happens to one subscription: all that the model and the product are told. */

export interface Price {
  readonly name: string
  /** Minor units. */
  readonly amount: number
  /** Absent: once. */
  readonly every: Every | undefined
  /** Number of periods; absent: for as long as it is held. */
  readonly times: number | undefined
  /** From the day it begins to be held to its first charge. */
  readonly delay: Every | undefined
}

export interface Product {
  readonly kind: 'offer' | 'add_on'
  readonly prices: readonly Price[]
  /** Absent: without term. */
  readonly term: Every | undefined
  /** Of the terms that follow; absent: as the first. */
  readonly renewal: Every | undefined
  readonly renews: boolean
  /** May add-ons ride on it? */
  readonly takesAddOns: boolean
  /** When a change to it takes hold, unless a day is named; absent: a step up at once, a step down when the term ends. */
  readonly switches: 'immediate' | 'next_charge' | 'term_end' | undefined
}

/** So many days after the day of the request; absent: whenever it usually does. */
export type When = number | undefined

/** Products go by their place in the story's list. */
export type Deed =
  | { readonly what: 'change'; readonly product: number; readonly quantity: number; readonly when: When }
  /** Of an add-on; `undefined`: of the offer that is held. */
  | {
      readonly what: 'quantity'
      readonly product: number | undefined
      readonly quantity: number
      readonly when: When
    }
  | { readonly what: 'add'; readonly product: number; readonly quantity: number; readonly when: When }
  | { readonly what: 'remove'; readonly product: number; readonly when: When }
  /** The change to come that is the first, the second, …; the last for one beyond them. */
  | { readonly what: 'withdraw'; readonly nth: number }
  | { readonly what: 'cancel'; readonly when: When; readonly settle: 'none' | 'credit' | 'refund' }

export interface Story {
  readonly currency: string
  /** `card`: whatever is asked for is paid as soon as somebody looks. */
  readonly paysBy: 'card' | 'invoice'
  readonly products: readonly Product[]
  /** The day of the order that buys. */
  readonly boughtOn: Day
  /** Days from that day to the start; negative: back-dated. */
  readonly startsIn: number
  readonly bought: readonly { readonly product: number; readonly quantity: number }[]
  /** Each so many days after the one before; on the way time is looked at as often as `looks` says. */
  readonly deeds: readonly { readonly after: number; readonly deed: Deed }[]
  /** How many days time passes at most without anybody looking; the first is for the first stretch. */
  readonly looks: readonly number[]
  /** Days that pass after the last deed. */
  readonly rest: number
}
