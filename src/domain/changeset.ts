import type { Change } from './change.ts'
import type { PaymentApplication } from './invoice.ts'
import type { LocalDate } from './time.ts'

/** Something done to someone else. `before`: must succeed or the order is refused. `after`: retried until done. */
export type Effect =
  | {
      readonly kind: 'collect_payment'
      readonly when: 'before'
      readonly amount: number
      readonly currency: string
      /**
       * Which invoice gets how much of it, adding up to `amount`: for orders that pay earlier invoices. Absent: what the order's own
       * invoices ask for. One capture is one payment, however many invoices it pays.
       */
      readonly pays?: readonly PaymentApplication[] | undefined
    }
  /**
   * Keep the means of payment for later charges although nothing is due today. The saved method is `ids.id('pm', 'default')` of the
   * order; a `set_payment` that names it makes it what the subscription pays with.
   */
  | { readonly kind: 'save_payment_method'; readonly when: 'before'; readonly currency: string }
  /** From now on these are collected with what their subscription is charged with by then. */
  | { readonly kind: 'collect_invoices'; readonly when: 'after'; readonly invoiceIds: readonly string[] }
  /** These are not collected any more; a try that is under way ends first. */
  | { readonly kind: 'stop_collecting'; readonly when: 'after'; readonly invoiceIds: readonly string[] }
  /** Its gateway is told to forget it, as soon as nothing is being charged with it. */
  | { readonly kind: 'forget_method'; readonly when: 'after'; readonly paymentMethodId: string }
  | { readonly kind: 'mail_receipt'; readonly when: 'after'; readonly email: string }

/** A plain-words note on what the order does, shown in its preview. */
export interface Message {
  readonly level: 'info' | 'warning'
  readonly code: string
  readonly text: string
  /** What it is about, such as a promo code. */
  readonly about?: string | undefined
}

/** What planning an order comes to. */
export interface Changeset {
  /** The day the change takes hold, in the account's time zone. */
  readonly effectiveOn: LocalDate
  readonly currency: string
  readonly changes: readonly Change[]
  readonly effects: readonly Effect[]
  readonly messages: readonly Message[]
}
