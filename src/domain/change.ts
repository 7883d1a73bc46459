import type { Gift, GiftClaim } from './gift.ts'
import type { CreditMemo, Invoice, Payment, PaymentMethod, Refund } from './invoice.ts'
import type { Customer, CustomerDetails, StoredAddress } from './party.ts'
import type {
  Entitlement,
  PendingChange,
  Schedule,
  Subscription,
  SubscriptionOffer,
  TermCycle,
} from './subscription.ts'
import type { Instant, LocalDate } from './time.ts'

/** What each kind of change carries. One file per kind in `changes/` says what it does to a state. */
interface ChangeBodies {
  add_customer: { readonly customer: Customer }
  add_address: { readonly address: StoredAddress }
  add_payment_method: { readonly paymentMethod: PaymentMethod }
  start_subscription: {
    readonly subscription: Subscription
    readonly offers: readonly SubscriptionOffer[]
    readonly schedules: readonly Schedule[]
    readonly entitlements: readonly Entitlement[]
  }
  /** A subscription that was paid for waits for its recipient. */
  make_gift: { readonly gift: Gift }
  /** The recipient was told: now, by mail. */
  deliver_gift: { readonly giftId: string }
  /** The subscription is the recipient's, and its term begins. */
  claim_gift: {
    readonly giftId: string
    readonly claim: GiftClaim
    /** These take the places of the ones that waited, under the same ids. */
    readonly subscription: Subscription
    readonly offers: readonly SubscriptionOffer[]
    readonly entitlements: readonly Entitlement[]
  }
  /** It can be claimed no more: its money goes back. */
  refund_gift: { readonly giftId: string }
  issue_invoice: { readonly invoice: Invoice }
  /** Lowers what is owed on the payment's invoices. */
  record_payment: { readonly payment: Payment }
  /** These schedule entries became that invoice. */
  invoice_schedule: { readonly scheduleIds: readonly string[]; readonly invoiceId: string }
  /** Later entries, as time goes on. */
  extend_schedule: { readonly schedules: readonly Schedule[] }
  /** The day of a pending subscription has come: it, its offers and its entitlements become active. */
  activate_subscription: { readonly subscriptionId: string }
  /** An invoice of it could not be collected, or all of them have been since. */
  set_past_due: { readonly subscriptionId: string; readonly pastDue: boolean }
  /** What it is charged with from now on. */
  set_payment: { readonly subscriptionId: string; readonly payment: Subscription['payment'] }
  /** Of the methods of its customer it alone is the default from now on. */
  set_default_method: { readonly paymentMethodId: string }
  /** It is shown and charged no more. */
  delete_payment_method: { readonly paymentMethodId: string; readonly at: Instant }
  change_customer: { readonly customerId: string; readonly details: CustomerDetails }
  /** Takes the place of the customer's address of this relationship, if there is one. */
  put_address: { readonly address: StoredAddress }
  /** The buyer thought of leaving: kept as an event, nothing else changes. */
  note_cancel_intent: {
    readonly subscriptionId: string
    readonly information: Readonly<Record<string, unknown>>
  }
  /** From `cancelOn`, its first day without, nothing is charged any more; absent: it is not cancelled (any more). */
  set_cancel_date: { readonly subscriptionId: string; readonly cancelOn: LocalDate | undefined }
  /** It is no longer held: its offers, entitlements and what it would have charged end with it. */
  end_subscription: {
    readonly subscriptionId: string
    readonly status: 'cancelled' | 'expired'
    readonly endOn: LocalDate
  }
  /** Something ends or begins on a day: the subscription offers say so, and the change stands in the list. */
  schedule_change: {
    readonly pendingChange: PendingChange
    /** Pending until their day. */
    readonly offers: readonly SubscriptionOffer[]
    readonly entitlements: readonly Entitlement[]
  }
  /** Its day has come: what ends has ended, what begins is active. */
  carry_out_change: { readonly subscriptionId: string; readonly pendingChangeId: string }
  /** It will not happen: what was to end stays. */
  withdraw_change: { readonly subscriptionId: string; readonly pendingChangeId: string }
  /** What is to be charged after `after` is written down anew; the same day keeps its entry. */
  reschedule: {
    readonly subscriptionId: string
    readonly after: LocalDate
    readonly schedules: readonly Schedule[]
  }
  /** Marks what it credits on the lines of the invoices it corrects. */
  issue_credit_memo: { readonly creditMemo: CreditMemo }
  /** Credit lowers what is owed on an invoice; minor units. */
  apply_credit: {
    readonly creditMemoId: string
    readonly invoiceId: string
    readonly amount: number
    readonly on: LocalDate
  }
  /** Money goes back: promised here, done by the gateway after the order. */
  request_refund: { readonly refund: Refund }
  /** What has become of it at the gateway. `failed`: its amount is balance again. */
  settle_refund: {
    readonly refundId: string
    readonly outcome: {
      readonly status: 'refunded' | 'failed'
      readonly gatewayReference: string | undefined
    }
  }
  /** One use of a promo code, reserved when the order was accepted. */
  use_promo_code: { readonly code: string; readonly promoNumber: number }
  /** A new term begins where the last one ended. */
  renew_term: {
    readonly subscriptionId: string
    readonly termStartOn: LocalDate
    /** Absent: without end from now on. */
    readonly termEndOn: LocalDate | undefined
    readonly termCycle?: TermCycle | undefined
  }
}

export type ChangeKind = keyof ChangeBodies

/** The change of one kind. */
export type ChangeOf<Kind extends ChangeKind> = {
  [K in Kind]: { readonly kind: K } & ChangeBodies[K]
}[Kind]

/** What an order does to our own state: data, folded in memory, kept on the order as its history. A closed set. */
export type Change = ChangeOf<ChangeKind>
