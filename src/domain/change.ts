import type { Invoice, Payment, PaymentMethod } from './invoice.ts'
import type { Customer, CustomerDetails, StoredAddress } from './party.ts'
import type { Entitlement, Schedule, Subscription, SubscriptionOffer } from './subscription.ts'
import type { LocalDate } from './time.ts'

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
  issue_invoice: { readonly invoice: Invoice }
  /** Lowers what is owed on the payment's invoice. */
  record_payment: { readonly payment: Payment }
  /** These schedule entries became that invoice. */
  invoice_schedule: { readonly scheduleIds: readonly string[]; readonly invoiceId: string }
  /** Later entries, as time goes on. */
  extend_schedule: { readonly schedules: readonly Schedule[] }
  /** The day of a pending subscription has come: it, its offers and its entitlements become active. */
  activate_subscription: { readonly subscriptionId: string }
  /** An invoice of it could not be collected, or all of them have been since. */
  set_past_due: { readonly subscriptionId: string; readonly pastDue: boolean }
  change_customer: { readonly customerId: string; readonly details: CustomerDetails }
  /** Takes the place of the customer's address of this relationship, if there is one. */
  put_address: { readonly address: StoredAddress }
  /** The buyer thought of leaving: kept as an event, nothing else changes. */
  note_cancel_intent: {
    readonly subscriptionId: string
    readonly information: Readonly<Record<string, unknown>>
  }
  /** From `cancelOn`, its first day without, nothing is charged any more. */
  set_cancel_date: { readonly subscriptionId: string; readonly cancelOn: LocalDate }
  /** It is no longer held: its offers, entitlements and what it would have charged end with it. */
  end_subscription: {
    readonly subscriptionId: string
    readonly status: 'cancelled' | 'expired'
    readonly endOn: LocalDate
  }
  /** A new term begins where the last one ended. */
  renew_term: {
    readonly subscriptionId: string
    readonly termStartOn: LocalDate
    /** Absent: without end from now on. */
    readonly termEndOn: LocalDate | undefined
  }
}

export type ChangeKind = keyof ChangeBodies

/** The change of one kind. */
export type ChangeOf<Kind extends ChangeKind> = {
  [K in Kind]: { readonly kind: K } & ChangeBodies[K]
}[Kind]

/** What an order does to our own state: data, folded in memory, kept on the order as its history. A closed set. */
export type Change = ChangeOf<ChangeKind>
