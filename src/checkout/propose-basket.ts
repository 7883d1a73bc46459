import type { InitiateBody, InitiateOrder } from '../contract/checkout.ts'
import type { BasketWarning } from '../domain/basket.ts'
import type { DiscountTerms } from '../domain/discount-terms.ts'
import { offerKey } from '../domain/facts.ts'
import type { Offer } from '../domain/offer.ts'
import type { NewOrder, OrderItem } from '../domain/order.ts'
import { customerPaymentTypes } from '../domain/payment-types.ts'
import { normalisedCodes } from '../domain/promo-code.ts'
import { isRefused, type Refusal, refuse } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import { toOrderDiscount } from '../order-types/discount-terms.ts'
import { peopleMistakes } from '../order-types/people.ts'
import { planOrder } from '../order-types/registry.ts'
import { loadFacts } from '../orders/facts.ts'
import type { Services } from '../ports/services.ts'
import { countriesOf, type OfferedItem } from './offered-items.ts'

export interface ProposedBasket {
  readonly lines: readonly OfferedItem[]
  readonly warnings: readonly BasketWarning[]
  readonly discount: DiscountTerms | undefined
  readonly promoCodes: readonly string[]
}

/** Plans the order that a link would lead to, as if it were bought now: what the order would refuse, the link refuses. */
export async function proposeBasket(
  services: Pick<Services, 'db' | 'random' | 'secrets' | 'settings' | 'tax'>,
  { request, ownerId, now }: { request: InitiateBody; ownerId: string; now: Instant },
): Promise<ProposedBasket | Refusal> {
  const { order, ...beside } = request
  const mistaken = refuseMistakenPeople(order)
  if (mistaken) return mistaken
  const items = order.orderItems.map((item) => toItem(item, services.random))
  const terms = { discount: toOrderDiscount(order.orderDiscount), promoCodes: codesOf(order, beside) }
  const wanted: NewOrder = {
    type: 'new',
    checkoutId: undefined,
    items,
    paymentType: undefined,
    country: order.country,
    startAt: undefined,
    customer: {},
    billing: undefined,
    delivery: undefined,
    ...terms,
  }
  const subject = { orderId: ownerId, ownerId, actor: 'client', at: now, sells: 'published' } as const
  const { facts } = await loadFacts(services, services.db.read, { order: wanted, subject })
  const country = order.country ?? someCountry([...facts.offers.values()])
  const changeset = planOrder({ ...wanted, country }, facts)
  if (isRefused(changeset)) return insideOrder(changeset)
  const lines = items.flatMap((item) => withOffer(item, facts.offers))
  const warnings = changeset.messages
    .filter((message) => message.level === 'warning')
    .map(({ code, text }) => ({ code, message: text }))
  return { ...terms, lines, warnings: [...warnings, ...unpayable(lines, order.country, services)] }
}

/** The buyer cannot be asked to mend what they never typed: a link is made with addresses that an order would take. */
function refuseMistakenPeople(order: InitiateOrder): Refusal | undefined {
  const errors = peopleMistakes(order).map(({ path, message }) => ({
    pointer: `/order/${path.join('/')}`,
    code: 'custom',
    message,
  }))
  const [first] = errors
  return first && refuse('invalid_request', `${first.pointer}: ${first.message}`, { errors })
}

/** Beside the order or inside it, in whatever case. */
function codesOf(
  { promoCode, promoCodes = [] }: InitiateOrder,
  { promoCodes: others = [] }: Pick<InitiateBody, 'promoCodes'>,
): readonly string[] {
  return normalisedCodes([...promoCodes, ...(promoCode === undefined ? [] : [promoCode]), ...others])
}

function toItem(
  { id, type, parentId, offer, quantity }: InitiateOrder['orderItems'][number],
  random: Services['random'],
): OrderItem {
  return {
    id: id ?? random.uuid(),
    recordType: type ?? 'offer',
    parentId: parentId ?? undefined,
    offer: { id: offer.id, version: offer.version },
    quantity: quantity ?? 1,
  }
}

/** What kind of item it is, the catalogue says. */
function withOffer(item: OrderItem, offers: ReadonlyMap<string, Offer>): OfferedItem[] {
  const offer = offers.get(offerKey(item.offer.id, item.offer.version))
  return offer === undefined ? [] : [{ item: { ...item, recordType: offer.recordType }, offer }]
}

/** Where the customer buys is not known yet: any country will do in which everything can be bought. */
export function someCountry(offers: readonly Offer[]): string {
  return countriesOf(offers)?.[0] ?? offers[0]?.allowedCountries[0] ?? 'GB'
}

/** The planner points into an order; in this request the order is a member. */
function insideOrder(refusal: Refusal): Refusal {
  const errors = refusal.errors.map((mistake) => ({ ...mistake, pointer: `/order${mistake.pointer}` }))
  return { ...refusal, errors }
}

function unpayable(
  lines: readonly OfferedItem[],
  country: string | undefined,
  services: Pick<Services, 'settings'>,
): BasketWarning[] {
  const offers = lines.map(({ offer }) => offer)
  const types = customerPaymentTypes(offers, country, services.settings().paymentTypesByCountry)
  if (types.length > 0) return []
  return [
    {
      code: 'no_payment_type',
      message:
        'There is no payment type that these offers, the country and the settings all allow: a customer cannot pay.',
    },
  ]
}
