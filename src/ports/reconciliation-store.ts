import type { Reconciliation } from '../domain/reconciliation.ts'
import type { Instant, LocalDate } from '../domain/time.ts'

/** A payment of ours, with what its key at the gateway is made of. */
export interface OurPayment {
  readonly id: string
  readonly gatewayReference: string
  readonly amount: number
  readonly currency: string
  /** It was paid elsewhere and only bears the name of it there. */
  readonly elsewhere: boolean
  /** What took it: an attempt of an order, or a try to collect an invoice. Both absent: nobody knows any more. */
  readonly orderId: string | undefined
  readonly attempt: number | undefined
  readonly invoiceId: string
  readonly collection: number | undefined
}

/** A refund of ours; its id is its key at the gateway. */
export interface OurRefund {
  readonly id: string
  readonly status: 'pending' | 'refunded' | 'failed'
  readonly gatewayReference: string | undefined
  readonly amount: number
  readonly currency: string
}

/** What belongs to a gateway between two instants of the world's clock, the second one left out. */
export interface DaySpan {
  readonly gateway: string
  readonly from: Instant
  readonly until: Instant
}

/** A try to move money, by what its key is made of. */
export type MoneyTry =
  | { readonly kind: 'attempt'; readonly orderId: string; readonly n: number }
  | { readonly kind: 'collection'; readonly invoiceId: string; readonly n: number }

/** Where a reconciliation stands in the list. */
export interface ReconciliationPosition {
  readonly day: LocalDate
  readonly gateway: string
}

export interface ReconciliationStore {
  /** Those that were written down in that time; what was paid elsewhere is not among them. */
  readonly paymentsOf: (span: DaySpan) => Promise<readonly OurPayment[]>
  /** Those with these names at the gateway, whenever they were written down. */
  readonly paymentsNamed: (gateway: string, references: readonly string[]) => Promise<readonly OurPayment[]>
  /** Those that were done in that time, and those of which the gateway said in that time that the money came home. */
  readonly refundsOf: (span: DaySpan) => Promise<readonly OurRefund[]>
  readonly refundsNamed: (ids: readonly string[]) => Promise<readonly OurRefund[]>
  /** Is this try not over yet, so that whoever is at it will write down what came of it? */
  readonly isUnderWay: (money: MoneyTry) => Promise<boolean>
  /** Days without a result that nobody is at, oldest first; none from before the first payment was written down. */
  readonly daysToDo: (span: {
    readonly gateway: string
    readonly first: LocalDate
    readonly last: LocalDate
  }) => Promise<readonly LocalDate[]>
  /** Takes a day without a result for so long; false: somebody has it, or it is done. */
  readonly claim: (day: LocalDate, lease: { gateway: string; seconds: number }) => Promise<boolean>
  /** Writes the result down in the place of an earlier one, and answers it with its time. */
  readonly save: (result: Omit<Reconciliation, 'ranAt'>) => Promise<Reconciliation>
  /** Newest day first. */
  readonly list: (page: {
    readonly limit: number
    readonly after: ReconciliationPosition | undefined
  }) => Promise<readonly Reconciliation[]>
}
