import type { BasketAnswer, PricedItem } from '../contract/checkout.ts'
import type { Basket, BasketOrder } from '../domain/basket.ts'
import { toDecimal } from '../domain/money.ts'
import type { Offer, PaymentType } from '../domain/offer.ts'
import { customerPaymentTypes } from '../domain/payment-types.ts'
import { nextActionOf } from '../orders/answer.ts'
import type { OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { cardElementOf } from './card-element.ts'
import type { LinkView } from './find-link.ts'
import { countriesOf, loadOfferedItems, type OfferedItem } from './offered-items.ts'
import { fromCustomer } from './people.ts'
import { mainPrice, summarisePrice } from './price-summary.ts'
import { type PlanningServices, warnOfCodes } from './promo-warnings.ts'

type Needed = PlanningServices & Pick<Services, 'gateway' | 'sandbox'>

/** What the page can take; other types need an API client. */
const typesOnPage: readonly PaymentType[] = ['card', 'invoice']

/** Used when neither link nor browser says otherwise. */
const defaultLocale = 'en'

/** What the page behind a link shows; personal data included, so only for whoever traded the link for its token. */
export async function basketView(services: Needed, view: LinkView): Promise<BasketAnswer> {
  const { draft, customFields } = view.basket
  return {
    ...(await basketPreview(services, view)),
    order: await shownOrder(services, view),
    customerDetails: fromCustomer(draft.customer),
    billingDetails: draft.billing ?? {},
    deliveryDetails: draft.delivery ?? {},
    customFields: { ...customFields },
  }
}

/** The same without anything personal: what may be shown to whoever opens the address, people or scanners. */
export async function basketPreview(services: Needed, view: LinkView): Promise<BasketAnswer> {
  const { basket, link, order } = view
  const offered = await loadOfferedItems(services, basket.items)
  const offers = offered.map(({ offer }) => offer)
  const country = basket.country ?? onlyCountryOf(offers)
  const settings = services.settings()
  return {
    checkoutId: basket.id,
    linkId: link.id,
    state: shownState(view),
    expiresAt: link.expiresAt,
    lock: basket.lock,
    locale: basket.locale ?? null,
    returnUrl: basket.returnUrl ?? null,
    sandbox: services.sandbox,
    merchant: {
      name: settings.merchantName,
      logoUrl: settings.logoUrl ?? null,
      accentColor: settings.accentColor,
      supportEmail: settings.supportEmail ?? null,
    },
    country: country ?? null,
    allowedCountries: [...(countriesOf(offers) ?? [])],
    requestCompanyInfo: offers.some((offer) => offer.requestCompanyInfo),
    isGift: offers.some((offer) => offer.isGift),
    hasDelivery: offers.some((offer) => offer.products.some((product) => product.hasDelivery)),
    orderItems: offered.map((line) => shownItem(line, basket)),
    customerDetails: {},
    billingDetails: {},
    deliveryDetails: {},
    customFields: {},
    paymentTypes: customerPaymentTypes(offers, country, settings.paymentTypesByCountry).filter(
      (type) => isOnPage(type) && isServed(type, services),
    ),
    gateway: cardElementOf(services, offers[0]?.currency),
    order: order ? shortOrder(order) : null,
    promoCodes: [...basket.promoCodes],
    warnings: [...(await warnOfCodes(services, basket, offers))],
  }
}

function shortOrder({ id, reference, status }: BasketOrder): NonNullable<BasketAnswer['order']> {
  return { id, order_reference: reference, status }
}

/** The order, and for whoever may buy what was chosen and where their bank waits, so that any device can go on with it. */
async function shownOrder({ db }: Pick<Services, 'db'>, { order }: LinkView): Promise<BasketAnswer['order']> {
  if (order === undefined) return null
  if (order.status !== 'pending-payment') return shortOrder(order)
  const nextAction = nextActionOf(await db.read.orders.lastAttempt(order.id))
  const record = await db.read.orders.find(order.id)
  return { ...shortOrder(order), ...(nextAction && { nextAction }), ...(record && chosenIn(record)) }
}

function chosenIn({
  request: { order },
}: OrderRecord): Pick<NonNullable<BasketAnswer['order']>, 'orderItems' | 'promoCodes'> {
  if (order.type !== 'new') return {}
  return {
    orderItems: order.items.map(({ id, quantity }) => ({ id, quantity })),
    promoCodes: [...(order.promoCodes ?? [])],
  }
}

/** Where no gateway is configured nobody is asked for a card. */
function isServed(type: PaymentType, { gateway }: Pick<Services, 'gateway'>): boolean {
  return type !== 'card' || gateway.element.kind !== 'none'
}

function isOnPage(type: PaymentType): boolean {
  return typesOnPage.includes(type)
}

function onlyCountryOf(offers: readonly Offer[]): string | undefined {
  const countries = countriesOf(offers)
  return countries?.length === 1 ? countries[0] : undefined
}

/** An item with its price in words. */
export function pricedItem({ item, offer }: OfferedItem, locale: string | undefined): PricedItem {
  return {
    id: item.id,
    type: item.recordType,
    parentId: item.parentId ?? null,
    name: offer.name,
    offer: { id: offer.id, version: offer.version, path: offer.path },
    quantity: item.quantity,
    price: {
      amount: toDecimal(mainPrice(offer)?.unitAmount ?? 0, offer.currency),
      currency: offer.currency,
      summary: summarisePrice(offer, locale ?? defaultLocale),
    },
  }
}

function shownItem(line: OfferedItem, basket: Basket): BasketAnswer['orderItems'][number] {
  const { minimum, maximum, increment } = line.offer.quantity
  return {
    ...pricedItem(line, basket.locale),
    displayName: line.offer.displayName,
    description: line.offer.description ?? '',
    quantityOptions: { minimum, maximum, increment },
  }
}

/** A view is only made of links that can be shown. */
function shownState({ state }: LinkView): BasketAnswer['state'] {
  if (state === 'active' || state === 'opened' || state === 'paying' || state === 'completed') return state
  throw new Error(`a link that is ${state} is not shown`)
}
