import type { Instant, LocalDate } from './time.ts'

export const differenceKinds = [
  'missing_here',
  'missing_there',
  'amount_differs',
  'refund_missing_here',
  'refund_missing_there',
  'still_held',
  'made_elsewhere',
] as const

export type DifferenceKind = (typeof differenceKinds)[number]

/** One thing that a gateway's books and ours tell differently. Amounts are minor units; absent: there is none on that side. */
export interface Difference {
  readonly kind: DifferenceKind
  /** Our payment or refund; where there is none, our key, if the gateway has one. */
  readonly id: string | undefined
  readonly gatewayReference: string | undefined
  readonly amountHere: number | undefined
  readonly amountThere: number | undefined
  readonly currency: string
}

/** What came of comparing one day, midnight to midnight UTC by the gateway's clock. */
export interface Reconciliation {
  readonly gateway: string
  readonly day: LocalDate
  readonly ranAt: Instant
  /** How many payments and refunds were compared, of both sides together. */
  readonly payments: number
  readonly refunds: number
  readonly differences: readonly Difference[]
}

/** What to do about a difference, in one sentence. */
export const differenceAdvice: Readonly<Record<DifferenceKind, string>> = {
  missing_here:
    'The gateway took this money and no payment here accounts for it: find its order by the key, then refund it at the gateway or record it with a pay_invoice order.',
  missing_there:
    'This payment stands here and the gateway has no such money: look it up at the gateway, and collect its invoice anew if it was never paid.',
  amount_differs:
    'Both sides know it with different amounts: compare them in the dashboard of the gateway, and give back or collect what is too much or too little.',
  refund_missing_here:
    'The gateway gave this money back and no refund here did: record it with a credit_memo order, so that it is not given back twice.',
  refund_missing_there:
    'This refund stands as done here and the money did not leave the gateway, or came home again: pay the buyer in another way, or credit them.',
  still_held:
    'This money is held on a card and no order is waiting for it: void it in the dashboard of the gateway.',
  made_elsewhere:
    'Nobody here asked for this: somebody moved it in the dashboard of the gateway or through another system, so find out what it was for.',
}
