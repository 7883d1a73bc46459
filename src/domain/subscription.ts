import type { Charge, ChargeLine } from './charge.ts'
import type { Term } from './offer.ts'
import type { Instant, LocalDate, TimeZone } from './time.ts'

export type SubscriptionStatus = 'Initial' | 'pending' | 'active' | 'cancelled' | 'expired'

export interface Subscription {
  readonly id: string
  /** Twelve upper-case base-36 characters; also its `name` on the wire. */
  readonly reference: string
  readonly ownerId: string
  readonly customerId: string
  readonly orderId: string
  readonly orderItemId: string
  readonly status: SubscriptionStatus
  readonly pastDue: boolean
  readonly name: string
  readonly quantity: number
  readonly currency: string
  readonly country: string
  readonly timeZone: TimeZone
  readonly startAt: Instant
  readonly startOn: LocalDate
  readonly termStartOn: LocalDate
  /** First day after the term; absent: evergreen. */
  readonly termEndOn: LocalDate | undefined
  readonly term: Term | undefined
  /** The terms that follow the first one. */
  readonly renewalTerm: Term | undefined
  readonly autoRenew: boolean
  /** First day on which it is no longer held; absent: not cancelled. */
  readonly cancelOn: LocalDate | undefined
  /** How future charges are collected. */
  readonly payment: { readonly type: string; readonly paymentMethodId: string | undefined }
}

export interface SubscriptionOffer {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
  readonly subscriptionId: string
  readonly orderId: string
  readonly subtype: 'base' | 'add_on' | 'discount'
  readonly status: 'pending' | 'active' | 'ended'
  readonly name: string
  readonly offer: { readonly id: string; readonly version: string; readonly path: string }
  readonly quantity: number
  readonly startOn: LocalDate
  readonly endOn: LocalDate | undefined
  readonly charges: readonly Charge[]
}

/** What a subscription charges on one day. `pending` until the invoice is made, then `invoiced`. */
export interface Schedule {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
  readonly subscriptionId: string
  readonly orderId: string
  readonly status: 'pending' | 'invoiced' | 'cancelled'
  readonly dueOn: LocalDate
  /** Local midnight of `dueOn` in the subscription's zone. */
  readonly dueAt: Instant
  readonly currency: string
  /** Sum of the lines, without tax; minor units. */
  readonly amount: number
  readonly tax: number
  readonly lines: readonly ChargeLine[]
  readonly invoiceId: string | undefined
}

export interface Entitlement {
  readonly id: string
  readonly ownerId: string
  readonly subscriptionId: string
  readonly orderId: string
  readonly status: 'pending' | 'active' | 'ended'
  /** The catalogue's name of it, such as `/entitlements/Digital`. */
  readonly name: string
  readonly productPath: string
  readonly startOn: LocalDate
}
