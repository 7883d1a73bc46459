import type { OfferRef } from './catalog-item.ts'
import type { DiscountTerms } from './discount-terms.ts'
import type { Address, CustomerDetails } from './party.ts'
import type { ChangePayment, PaidElsewhere, PayInvoice } from './payment-order.ts'
import type { Settlement } from './subscription.ts'
import type { Instant, LocalDate } from './time.ts'

export type { ChangePayment, PaidElsewhere, PayInvoice, PaymentMeans } from './payment-order.ts'

export type OrderStatus =
  | 'submitted'
  | 'processing'
  | 'pending-payment'
  | 'scheduled'
  | 'complete'
  | 'failed'
  | 'cancelled'

/** How the buyer pays. A `card` carries the single-use token that the gateway's element made in the browser. */
export type OwnPayment =
  | { readonly type: 'invoice' }
  | { readonly type: 'card'; readonly gateway: string; readonly token: string }
  | { readonly type: 'saved'; readonly paymentMethodId: string }

/** The same, or by what another system holds. */
export type PaymentChoice = OwnPayment | PaidElsewhere

/** What an order can be bought by. */
export type BoughtBy = 'invoice' | 'card' | PaidElsewhere['method']

/** One thing to buy. An add-on names the item it rides on. */
export interface OrderItem {
  readonly id: string
  readonly recordType: 'offer' | 'add_on'
  readonly parentId: string | undefined
  readonly offer: { readonly id: string; readonly version: string }
  readonly quantity: number
}

/** An item as a request names it: what is left out comes from the basket, or from the defaults. */
export interface RequestedItem {
  readonly id: string | undefined
  readonly recordType: 'offer' | 'add_on' | undefined
  readonly parentId: string | undefined
  readonly offer: { readonly id: string; readonly version: string } | undefined
  readonly quantity: number | undefined
}

/** A `new` order as it was sent, before its basket fills in the rest. */
export interface NewOrderRequest extends Omit<NewOrder, 'items'> {
  /** Absent: the basket's. */
  readonly items: readonly RequestedItem[] | undefined
}

/** A request to buy, in our words. Whatever comes from a basket has been filled in; a preview may lack people and payment. */
export interface NewOrder {
  readonly type: 'new'
  readonly checkoutId: string | undefined
  readonly items: readonly OrderItem[]
  readonly paymentType: BoughtBy | undefined
  /** Where it is paid, if not to us. */
  readonly elsewhere?: PaidElsewhere | undefined
  /** A saved card to use; absent: the card given with the payment is saved for later charges. */
  readonly savedPaymentMethodId?: string | undefined
  readonly country: string | undefined
  /** The day or instant at which the subscriptions start; absent: at once. */
  readonly startAt: Instant | LocalDate | undefined
  readonly customer: CustomerDetails
  readonly billing: Address | undefined
  readonly delivery: Address | undefined
  /** Taken off what it charges. */
  readonly discount?: DiscountTerms | undefined
  /** In upper case, each once. */
  readonly promoCodes?: readonly string[] | undefined
  /** What was said of giving it away; absent: nothing was. */
  readonly gift?: GiftWish | undefined
}

/** How a gift is handed over. Whether it is one, its offers say. */
export interface GiftWish {
  /** `isGift`, where it was sent: the offers must agree. */
  readonly isGift: boolean | undefined
  readonly recipient: Address | undefined
  /** Shall the recipient be sent it? Absent: where there is an address to send it to. */
  readonly sendEmail: boolean | undefined
  /** At once; not together with a later day. */
  readonly startNow: boolean | undefined
  readonly message: string | undefined
  /** The day or instant on which it is sent; absent: at once. */
  readonly deliverAt: Instant | LocalDate | undefined
}

/** Claims a gift with its code: no money. It is an order of the recipient on the subscription that waits. */
export interface RedeemGift extends OnSubscription {
  readonly type: 'redeem_gift'
  readonly giftId: string
  readonly checkoutId: string | undefined
  readonly country: string
  readonly customer: CustomerDetails
  readonly billing: Address | undefined
  readonly delivery: Address | undefined
}

/** A claim as it was sent. Its code is read once and never kept. */
export interface RedeemGiftRequest extends Omit<RedeemGift, keyof OnSubscription | 'giftId'> {
  readonly code: string
}

/** Pays a gift that nobody has claimed back to its buyer. */
export interface GiftRefund extends OnSubscription {
  readonly type: 'gift_refund'
  readonly information: Readonly<Record<string, unknown>>
}

/** The subscription an order is about. */
export interface OnSubscription {
  readonly subscriptionId: string
  /** Its code for people. */
  readonly subscriptionReference: string
}

/** Says that the buyer thought of leaving; changes nothing. */
export interface CancelIntent extends OnSubscription {
  readonly type: 'cancel_intent'
  /** Reason, text and option, as they were given. */
  readonly information: Readonly<Record<string, unknown>>
}

/** Ends a subscription: at the end of its term, or on the day that is named. */
export interface CancelSubscription extends OnSubscription {
  readonly type: 'cancel_subscription'
  /** The first day on which it is no longer held; absent: when its term ends. */
  readonly cancelAt: Instant | LocalDate | undefined
  /** What happens to what is paid and not used by then. */
  readonly settle: Settlement
  readonly information: Readonly<Record<string, unknown>>
}

export interface ChangeAddress extends OnSubscription {
  readonly type: 'change_address'
  readonly relationship: 'billing' | 'delivery'
  readonly address: Address
}

/** New names, ways to reach them, company, language or time zone; what is not named stays. */
export interface UpdateCustomerDetails extends OnSubscription {
  readonly type: 'update_customer_details'
  readonly details: CustomerDetails
}

/** The customer an order is about, where it is about no subscription. */
export interface OnCustomer {
  readonly customerId: string
}

export interface UpdateDetailsOfCustomer extends OnCustomer {
  readonly type: 'update_customer_details'
  readonly details: CustomerDetails
}

/** A saved means of payment that is to be shown and charged no more. */
export interface DeletePaymentMethod extends OnCustomer {
  readonly type: 'delete_payment_method'
  readonly paymentMethodId: string
}

export type CustomerOrder = UpdateDetailsOfCustomer | DeletePaymentMethod

/** An order on a customer as it was sent. The customer of a payment method is looked up. */
export type CustomerOrderRequest = UpdateDetailsOfCustomer | Omit<DeletePaymentMethod, keyof OnCustomer>

/** Another offer, or another quantity of it, takes the place of the subscription's. */
export interface ChangeOffer extends OnSubscription {
  readonly type: 'change_offer'
  readonly offer: OfferRef
  /** Absent: as many as there are now. */
  readonly quantity: number | undefined
  /** Absent: as the offer says, else upgrades at once and downgrades when the term ends. */
  readonly effectiveAt: Instant | LocalDate | undefined
}

/** Adds, removes, another quantity, each on a day of its own; or takes back a change that is to come. */
export interface UpdateSubscription extends OnSubscription {
  readonly type: 'update_subscription'
  readonly updates: readonly Update[]
}

export type Update = OfferUpdate | { readonly kind: 'withdraw'; readonly pendingChangeId: string }

export interface OfferUpdate {
  readonly kind: 'add' | 'remove' | 'set_quantity'
  readonly recordType: 'offer' | 'add_on'
  /** Of the catalogue; of a subscription offer for what is held. */
  readonly id: string
  /** Absent: the one that is held. */
  readonly version: string | undefined
  /** Absent: one to add, all to remove. */
  readonly quantity: number | undefined
  /** Absent: what grows at once, what shrinks when the term ends. */
  readonly effectiveAt: Instant | LocalDate | undefined
}

/** A discount, or an add-on, beside what the subscription holds. */
export interface AddOffer extends OnSubscription {
  readonly type: 'add_offer'
  readonly offer: OfferRef
  readonly quantity: number
  /** Absent: today. */
  readonly effectiveAt: Instant | LocalDate | undefined
  /** It keeps somebody from leaving: a cancellation to come is taken back. */
  readonly savesFromCancelling: boolean
  /** Reason and whatever else belongs to it, as they were given. */
  readonly information: Readonly<Record<string, unknown>>
}

/** Charges something once, today or on a later day. */
export interface AddCharge extends OnSubscription {
  readonly type: 'add_charge'
  /** Its prices are charged once. */
  readonly offer: OfferRef
  readonly quantity: number
  /** Absent: today. */
  readonly effectiveAt: Instant | LocalDate | undefined
}

/** A new term, with the same offer or another one: when the term that runs ends, or today where none runs any more. */
export interface Renew extends OnSubscription {
  readonly type: 'renew'
  /** Absent: what it holds. */
  readonly item: { readonly offer: OfferRef | undefined; readonly quantity: number | undefined } | undefined
  /** Absent: as it pays now. A card that is given is kept for later charges. */
  readonly pays: RenewalPayment | undefined
  /** The day the new term begins, where the request names it. */
  readonly startAt: Instant | LocalDate | undefined
}

export type RenewalPayment =
  | { readonly type: 'invoice' }
  | { readonly type: 'card' }
  | { readonly type: 'saved'; readonly paymentMethodId: string }

/** Gives back an amount, or so much of lines of invoices: goodwill, or a correction. Amounts are decimals with their tax. */
export interface GiveCredit extends OnSubscription {
  readonly type: 'credit_memo'
  /** Spread over what can be credited, the last invoice first; absent: `items` say. */
  readonly amount: string | undefined
  readonly items: readonly CreditedItem[] | undefined
  /** Balance of the owner, or money on its way back to where it came from. */
  readonly as: 'balance' | 'refund'
  readonly reason: string
}

export interface CreditedItem {
  readonly invoiceItemId: string
  readonly amount: string
}

export type SubscriptionOrder =
  | Renew
  | AddCharge
  | AddOffer
  | GiveCredit
  | UpdateSubscription
  | ChangeOffer
  | CancelIntent
  | CancelSubscription
  | ChangeAddress
  | ChangePayment
  | PayInvoice
  | GiftRefund
  | UpdateCustomerDetails

/** Any order, ready to be planned. */
export type Order = NewOrder | RedeemGift | SubscriptionOrder | CustomerOrder

/** Is it about one subscription? */
export function isOnSubscription(order: Order): order is SubscriptionOrder | RedeemGift {
  return 'subscriptionId' in order
}

/** Is it about a customer, and no one subscription of theirs? */
export function isOnCustomer(order: Order): order is CustomerOrder {
  return 'customerId' in order
}

type WithoutSubscription<T> = T extends OnSubscription ? Omit<T, keyof OnSubscription> : never

/** A subscription as a request names it: by id, or by its code for people. */
export interface SubscriptionTarget {
  readonly id: string | undefined
  readonly reference: string | undefined
}

/** An order on a subscription as it was sent, before that subscription was looked up. */
export type SubscriptionOrderRequest = WithoutSubscription<SubscriptionOrder> & {
  readonly target: SubscriptionTarget
}

/** Any order as it was sent. */
export type OrderRequest =
  | NewOrderRequest
  | RedeemGiftRequest
  | SubscriptionOrderRequest
  | CustomerOrderRequest

/** What every order carries beside its type's own words. */
export interface OrderEnvelope {
  readonly externalId: string | undefined
  readonly initiatedSource: string | undefined
  readonly source: string | undefined
  readonly processImmediately: boolean
  readonly ownerId: string | undefined
  readonly tracking: Readonly<Record<string, unknown>>
  readonly customFields: Readonly<Record<string, unknown>>
  readonly previewId: string | undefined
  readonly expectedFingerprint: string | undefined
}

/** How the order is paid; absent where no money is asked for, and in a preview that does not say. */
export function paymentTypeOf(order: Order): BoughtBy | undefined {
  return order.type === 'new' ? order.paymentType : undefined
}

/** The offers and add-ons that an order names. */
export function namedOffers(order: Order): readonly OfferRef[] {
  switch (order.type) {
    case 'new':
      return order.items.map(({ offer }) => offer)
    case 'add_offer':
    case 'add_charge':
    case 'change_offer':
      return [order.offer]
    case 'renew':
      return order.item?.offer === undefined ? [] : [order.item.offer]
    case 'update_subscription':
      return order.updates.flatMap((update) =>
        update.kind === 'add' && update.version !== undefined
          ? [{ id: update.id, version: update.version }]
          : [],
      )
    default:
      return []
  }
}

/** Which invoices an order corrects, beside those that are open or paid for days to come. */
export interface CorrectedInvoices {
  /** So many of the subscription's last ones. */
  readonly last: number
  /** Those that hold these lines, by id. */
  readonly lines: readonly string[]
}

/** An amount is spread over so many invoices of a subscription at most; lines of older ones are named. */
export const mostSpreadInvoices = 100

/** The invoices that an order reads although nothing of them is open or to come. */
export function correctedInvoices(order: Order): CorrectedInvoices {
  if (order.type !== 'credit_memo') return { last: 0, lines: [] }
  if (order.items === undefined) return { last: mostSpreadInvoices, lines: [] }
  return { last: 0, lines: order.items.map(({ invoiceItemId }) => invoiceItemId) }
}

/** The basket it orders; absent for an order on a subscription. */
export function checkoutIdOf(order: Order): string | undefined {
  return order.type === 'new' || order.type === 'redeem_gift' ? order.checkoutId : undefined
}

/** The type under which it is kept and shown: a claim is a `new` order of its recipient. */
export function shownTypeOf({ type }: Order): string {
  return type === 'redeem_gift' ? 'new' : type
}
