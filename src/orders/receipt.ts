import { claimAddress, giftCode } from '../access/gift-secrets.ts'
import type { Receipt } from '../contract/receipt.ts'
import { type CustomerState, emptyState } from '../domain/customer-state.ts'
import type { Gift } from '../domain/gift.ts'
import { groupedGiftCode } from '../domain/gift-code.ts'
import type { InvoiceLine } from '../domain/invoice.ts'
import { exactSum, toDecimal } from '../domain/money.ts'
import { paymentTypeOf } from '../domain/order.ts'
import type { Settings } from '../domain/settings.ts'
import type { Schedule, Subscription } from '../domain/subscription.ts'
import { taxesOf } from '../objects/to-envelope/tax.ts'
import type { OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'

type Links = Pick<Services, 'secrets' | 'publicUrl'>

interface ReceiptFacts {
  /** For the addresses in it. */
  readonly links: Links
  readonly order: OrderRecord
  /** What the order made. */
  readonly made: CustomerState
  readonly locale: string | null
  readonly settings: Settings
  readonly returnUrl?: string | undefined
}

/** The receipt of an order that is there, complete or not; `undefined` when no order was made from this basket. */
export async function findReceipt(
  services: Pick<Services, 'db' | 'settings'> & Links,
  basketId: string,
): Promise<Receipt | undefined> {
  const { db, settings } = services
  const linked = await db.read.checkout.findBasket(basketId)
  if (linked === undefined) return findClaimReceipt(services, basketId)
  if (linked.order === undefined) return undefined
  const order = await db.read.orders.find(linked.order.id)
  if (order === undefined) return undefined
  const made = await db.read.orders.loadMade(order.id)
  const { locale = null, returnUrl } = linked.basket
  return toReceipt({ order, made, locale: locale ?? null, settings: settings(), returnUrl, links: services })
}

/** A claim has no basket; it shows the recipient what is theirs now. */
async function findClaimReceipt(
  services: Pick<Services, 'db' | 'settings'> & Links,
  checkoutId: string,
): Promise<Receipt | undefined> {
  const { orders } = services.db.read
  const order = await orders.findByCheckoutId(checkoutId)
  if (order?.request.order.type !== 'redeem_gift') return undefined
  const { subscriptionId } = order.request.order
  const { subscriptions } = await orders.loadSubscription(subscriptionId, order.instantAt.slice(0, 10))
  return toReceipt({
    order,
    made: { ...emptyState, subscriptions: order.status === 'complete' ? subscriptions : [] },
    locale: order.request.order.customer.locale ?? null,
    settings: services.settings(),
    links: services,
  })
}

/** What the buyer gets to see and to keep. Amounts are decimal strings in the order's currency. */
export function toReceipt({ order, made, locale, settings, returnUrl, links }: ReceiptFacts): Receipt {
  const asked = askedOf(order)
  const [invoice] = made.invoices
  const currency = invoice?.currency ?? made.subscriptions[0]?.currency ?? ''
  const decimal = (minor: number) => (currency === '' ? '0' : toDecimal(minor, currency))
  const upcoming = made.schedules.filter((entry) => entry.status === 'pending').sort(byDay)
  const schedule = upcoming.map((entry) => ({ date: entry.dueOn, amount: decimal(entry.amount + entry.tax) }))
  return {
    id: order.id,
    order_reference: order.orderReference,
    status: order.status,
    checkoutId: order.checkoutId ?? '',
    created: order.createdAt,
    email: asked?.customer.email ?? '',
    currency,
    locale,
    paymentType: paymentTypeOf(order.request.order) ?? 'invoice',
    card: cardOf(made),
    paid: decimal(made.payments.reduce((sum, payment) => sum + payment.amount, 0)),
    due: decimal(invoice?.balance ?? 0),
    discount: decimal(exactSum((invoice?.lines ?? []).map((line) => line.discount ?? 0))),
    total: decimal(invoice?.total ?? 0),
    tax: decimal(invoice?.tax ?? 0),
    taxes: taxesOf(invoice?.lines ?? [], currency),
    lines: (invoice?.lines ?? []).map((line) => ({
      description: line.label,
      quantity: line.quantity,
      amount: decimal(line.amount),
      tax: decimal(line.tax),
      price: decimal(soldFor(line)),
      serviceStartDate: line.oneTime ? null : line.serviceStartOn,
      serviceEndDate: line.oneTime ? null : line.serviceEndOn,
    })),
    subscriptions: made.subscriptions
      .filter(hasStart)
      .map(({ reference, name, quantity, startOn, status }) => ({
        reference,
        name,
        quantity,
        startDate: startOn,
        status,
      })),
    gifts: made.gifts.filter(({ orderId }) => orderId === order.id).map((gift) => giftOf(links, gift)),
    next: schedule[0] ? { ...schedule[0], currency } : null,
    schedule,
    document:
      invoice === undefined || order.checkoutId === undefined
        ? null
        : `/api/checkout/document?checkoutId=${encodeURIComponent(order.checkoutId)}`,
    returnUrl: returnUrl ?? null,
    merchant: merchantOf(settings),
  }
}

/** Before discounts; an inclusive tax is part of the price. */
function soldFor({ amount, tax, taxRate, discount = 0 }: InvoiceLine): number {
  return (taxRate?.inclusive ? amount + tax : amount) + discount
}

/** A gift starts when it is claimed. */
function hasStart({ status }: Subscription): boolean {
  return status !== 'Initial'
}

function askedOf({ request: { order } }: OrderRecord) {
  return order.type === 'new' || order.type === 'redeem_gift' ? order : undefined
}

/** What is sent to its recipient is not shown to the buyer: a gift is claimed once. */
function giftOf({ secrets, publicUrl }: Links, gift: Gift): Receipt['gifts'][number] {
  const isHandedOver = gift.delivery === 'none' && gift.status === 'waiting'
  return {
    name: gift.name,
    code: isHandedOver ? groupedGiftCode(giftCode(secrets, gift)) : null,
    claimLink: isHandedOver ? publicUrl + claimAddress(secrets, gift) : null,
    sentTo: gift.delivery === 'none' ? null : (gift.recipient?.email ?? null),
    deliveryDate: gift.deliverOn ?? null,
    delivered: gift.delivery === 'sent',
  }
}

function byDay(a: Schedule, b: Schedule): number {
  return a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0
}

function cardOf({ paymentMethods }: CustomerState): Receipt['card'] {
  const card = paymentMethods[0]?.card
  if (card === undefined) return null
  const { brand, last4, expiryMonth, expiryYear } = card
  return { brand, last4, expiryMonth, expiryYear }
}

function merchantOf({ merchantName, logoUrl, accentColor, supportEmail }: Settings): Receipt['merchant'] {
  return { name: merchantName, logoUrl: logoUrl ?? null, accentColor, supportEmail: supportEmail ?? null }
}
