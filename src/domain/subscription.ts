import type { Charge, ChargeLine } from './charge.ts'
import type { DunningPolicy } from './dunning.ts'
import type { Term } from './offer.ts'
import type { Instant, Interval, LocalDate, TimeZone } from './time.ts'

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
  /** How its terms are counted; absent: from `termStartOn`, as `term` says. */
  readonly termCycle?: TermCycle | undefined
  readonly term: Term | undefined
  /** The terms that follow the first one. */
  readonly renewalTerm: Term | undefined
  readonly autoRenew: boolean
  /** First day on which it is no longer held; absent: not cancelled. */
  readonly cancelOn: LocalDate | undefined
  /** What follows when money cannot be collected; absent: the usual ladder. */
  readonly dunning?: DunningPolicy | undefined
  /** How future charges are collected. */
  readonly payment: { readonly type: string; readonly paymentMethodId: string | undefined }
}

/** Terms of one length follow each other, each counted from the first of them, so that none drifts at a month's end. */
export interface TermCycle {
  readonly anchorOn: LocalDate
  readonly length: Interval
}

export interface SubscriptionOffer {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
  readonly subscriptionId: string
  readonly orderId: string
  /** `charge`: charged once, on its day; it is not held. */
  readonly subtype: 'base' | 'add_on' | 'discount' | 'charge'
  readonly status: 'pending' | 'active' | 'ended'
  readonly name: string
  readonly offer: { readonly id: string; readonly version: string; readonly path: string }
  readonly quantity: number
  readonly startOn: LocalDate
  /** First day on which it charges nothing any more; a day to come: something takes its place then, or it ends. */
  readonly endOn: LocalDate | undefined
  readonly charges: readonly Charge[]
  /** What it takes off the charges of its subscription; `discount` offers alone. */
  readonly discount?: Discount | undefined
  /** The subscription offer in whose place it came. */
  readonly replacesId?: string | undefined
}

/**
 * Taken off what falls due on a day from `startOn` up to `endOn` of the subscription offer that holds it: every recurring line, and
 * what is charged once where the same order bought it.
 */
export interface Discount {
  /** The promo code or name it goes by. */
  readonly name: string
  /** Millionths of the price: 20 % is 200,000. */
  readonly percentage?: number | undefined
  /** Minor units, taken once off all that is due on one day; never more than that comes to. */
  readonly amount?: number | undefined
  /** Ids of the subscription offers it is for; absent: all of the subscription. */
  readonly subscriptionOfferIds?: readonly string[] | undefined
}

/** A change with a day: what ends on it, what begins on it. Those to come are a list on the subscription; each can be withdrawn. */
export interface PendingChange {
  readonly id: string
  readonly ownerId: string
  readonly subscriptionId: string
  readonly orderId: string
  readonly kind: PendingChangeKind
  readonly status: 'pending' | 'done' | 'withdrawn'
  readonly effectiveOn: LocalDate
  /** Local midnight of `effectiveOn` in the subscription's zone. */
  readonly effectiveAt: Instant
  /** For people: `Pro takes the place of Business`. */
  readonly summary: string
  /** Ids of the subscription offers that end. */
  readonly ends: readonly string[]
  /** Ids of the subscription offers that begin. */
  readonly starts: readonly string[]
  /** What becomes of the subscription itself; absent: it stays as it is. */
  readonly becomes?: Partial<SubscriptionTerms> | undefined
  /** For `renewal`: it follows from what the offer says, and was asked for by nobody. */
  readonly automatic?: true | undefined
  /** For `cancellation`: what happens to what is paid and not used. */
  readonly settle?: Settlement | undefined
}

export type PendingChangeKind =
  | 'change_offer'
  | 'update_subscription'
  | 'add_charge'
  | 'renewal'
  | 'cancellation'

export type Settlement = 'none' | 'credit' | 'refund'

/** What a subscription takes over from its base offer. */
export interface SubscriptionTerms
  extends Pick<
    Subscription,
    | 'name'
    | 'quantity'
    | 'termStartOn'
    | 'termEndOn'
    | 'termCycle'
    | 'term'
    | 'renewalTerm'
    | 'autoRenew'
    | 'dunning'
  > {}

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
  /** What it comes with; absent: with the subscription itself, until that ends. */
  readonly subscriptionOfferId?: string | undefined
}
