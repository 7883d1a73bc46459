import type { Receipt } from '../contract/receipt.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import type { InvoiceLine } from '../domain/invoice.ts'
import { toDecimal } from '../domain/money.ts'
import type { Settings } from '../domain/settings.ts'
import type { Schedule } from '../domain/subscription.ts'
import { taxesOf } from '../objects/to-envelope/tax.ts'
import type { OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'

interface ReceiptFacts {
  readonly order: OrderRecord
  /** What the order made. */
  readonly made: CustomerState
  readonly locale: string | null
  readonly settings: Settings
  readonly returnUrl?: string | undefined
}

/** The receipt of an order that is there, complete or not; `undefined` when no order was made from this basket. */
export async function findReceipt(
  { db, settings }: Pick<Services, 'db' | 'settings'>,
  basketId: string,
): Promise<Receipt | undefined> {
  const linked = await db.read.checkout.findBasket(basketId)
  if (linked?.order === undefined) return undefined
  const order = await db.read.orders.find(linked.order.id)
  if (order === undefined) return undefined
  const made = await db.read.orders.loadMade(order.id)
  const { locale = null, returnUrl } = linked.basket
  return toReceipt({ order, made, locale: locale ?? null, settings: settings(), returnUrl })
}

/** What the buyer gets to see and to keep. Amounts are decimal strings in the order's currency. */
export function toReceipt({ order, made, locale, settings, returnUrl }: ReceiptFacts): Receipt {
  const asked = order.request.order.type === 'new' ? order.request.order : undefined
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
    paymentType: asked?.paymentType ?? 'invoice',
    card: cardOf(made),
    paid: decimal(made.payments.reduce((sum, payment) => sum + payment.amount, 0)),
    due: decimal(invoice?.balance ?? 0),
    total: decimal(invoice?.total ?? 0),
    tax: decimal(invoice?.tax ?? 0),
    taxes: taxesOf(invoice?.lines ?? [], currency),
    lines: (invoice?.lines ?? []).map((line) => ({
      description: line.label,
      quantity: line.quantity,
      amount: decimal(line.amount),
      tax: decimal(line.tax),
      price: decimal(soldFor(line)),
      serviceStartDate: line.serviceStartOn,
      serviceEndDate: line.serviceEndOn,
    })),
    subscriptions: made.subscriptions.map(({ reference, name, quantity, startOn, status }) => ({
      reference,
      name,
      quantity,
      startDate: startOn,
      status,
    })),
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

/** An inclusive tax is part of the price. */
function soldFor({ amount, tax, taxRate }: InvoiceLine): number {
  return taxRate?.inclusive ? amount + tax : amount
}

function byDay(a: Schedule, b: Schedule): number {
  return a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0
}

function cardOf({ paymentMethods }: CustomerState): Receipt['card'] {
  const card = paymentMethods[0]?.card
  return card === undefined ? null : { brand: card.brand, last4: card.last4 }
}

function merchantOf({ merchantName, logoUrl, accentColor, supportEmail }: Settings): Receipt['merchant'] {
  return { name: merchantName, logoUrl: logoUrl ?? null, accentColor, supportEmail: supportEmail ?? null }
}
