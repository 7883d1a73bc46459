import { applyLock } from '../checkout/lock.ts'
import type { Basket, LinkedBasket } from '../domain/basket.ts'
import type { Caller } from '../domain/caller.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { linkStateAt, refusalToBuy } from '../domain/link.ts'
import type {
  NewOrder,
  NewOrderRequest,
  Order,
  OrderEnvelope,
  OrderItem,
  PaymentChoice,
  RequestedItem,
} from '../domain/order.ts'
import type { CustomerDetails } from '../domain/party.ts'
import { normalisedCodes } from '../domain/promo-code.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import type { ParsedOrder } from '../order-types/registry.ts'
import type { Services } from '../ports/services.ts'
import { chooseOwner, type OwnerChoice } from './choose-owner.ts'
import { draftOnCustomer } from './draft-on-customer.ts'
import { draftOnSubscription } from './draft-on-subscription.ts'
import { draftRedemption } from './draft-redemption.ts'

/** An order as its basket and its caller fill it in, ready to be planned. */
export interface OrderDraft {
  readonly order: Order
  readonly envelope: OrderEnvelope
  readonly payment: PaymentChoice | undefined
  readonly linked: LinkedBasket | undefined
  readonly owner: OwnerChoice
  readonly actor: 'client' | 'customer'
  readonly clientId: string | undefined
  /** The external id where it stands for this order alone. */
  readonly externalKey: string | undefined
}

type DraftServices = Pick<Services, 'db' | 'clock' | 'random' | 'secrets'>

/** Fills a request in from its basket: items, people, country, tracking. Reads only. */
export async function draftOrder(
  services: DraftServices,
  caller: Caller,
  parsed: ParsedOrder,
): Promise<OrderDraft | Refusal> {
  const { order, envelope, payment } = parsed
  if (order.type === 'redeem_gift') return draftRedemption(services, caller, { order, envelope })
  if ('target' in order) return draftOnSubscription(services, caller, { order, envelope, payment })
  if (order.type !== 'new') return draftOnCustomer(services, caller, { order, envelope })
  const linked = await findBasket(services, caller, order.checkoutId)
  if (isRefused(linked)) return linked
  const items = chooseItems(services, { caller, request: order, linked })
  if (isRefused(items)) return items
  const differs = linked && refuseOtherTerms(caller, order, linked.basket)
  if (differs) return differs
  const merged = mergeEnvelope(envelope, linked)
  // The basket's own tracking decided its owner when it was made.
  const owner = await chooseOwner(services, { linked, envelope })
  if (isRefused(owner)) return owner
  return {
    order: mergeOrder(order, items, linked),
    envelope: merged,
    payment,
    linked,
    owner,
    actor: caller.kind,
    clientId: caller.kind === 'client' ? caller.clientId : undefined,
    externalKey: merged.externalId,
  }
}

/** Why nothing can be bought through the basket's link now; absent when it can, or when there is no basket. */
export function refuseByLink(
  { clock }: Pick<Services, 'clock'>,
  linked: LinkedBasket | undefined,
): Refusal | undefined {
  return linked && refusalToBuy(linkStateAt(linked.link, clock.now()))
}

async function findBasket(
  { db }: DraftServices,
  caller: Caller,
  checkoutId: string | undefined,
): Promise<LinkedBasket | undefined | Refusal> {
  if (caller.kind === 'customer' && caller.basketId !== checkoutId)
    return refuse('not_found', 'This token belongs to another basket.')
  if (checkoutId === undefined) return undefined
  return db.read.checkout.findBasket(checkoutId)
}

interface Choice {
  readonly caller: Caller
  readonly request: NewOrderRequest
  readonly linked: LinkedBasket | undefined
}

function chooseItems(
  services: DraftServices,
  { caller, request, linked }: Choice,
): readonly OrderItem[] | Refusal {
  const { items } = request
  if (linked === undefined) return ownItems(services, request)
  if (items === undefined) return linked.basket.items
  if (caller.kind === 'client') return sameItems(items, linked.basket.items)
  return customerItems(items, linked)
}

function ownItems(
  { random }: DraftServices,
  { items, checkoutId }: NewOrderRequest,
): readonly OrderItem[] | Refusal {
  if (items === undefined && checkoutId !== undefined)
    return refuseAt(
      'basket_not_found',
      '/checkoutId',
      'No basket has this id, and the order brings no orderItems.',
    )
  if (items === undefined)
    return refuseAt('invalid_request', '/orderItems', 'orderItems or a checkoutId is needed.')
  const missing = items.findIndex((item) => item.offer === undefined)
  if (missing !== -1) return refuseAt('invalid_request', `/orderItems/${missing}/offer`, 'offer is needed.')
  return items.flatMap(({ offer, ...item }) =>
    offer === undefined
      ? []
      : [
          {
            id: item.id ?? random.uuid(),
            recordType: item.recordType ?? 'offer',
            parentId: item.parentId,
            offer,
            quantity: item.quantity ?? 1,
          },
        ],
  )
}

function sameItems(
  asked: readonly RequestedItem[],
  held: readonly OrderItem[],
): readonly OrderItem[] | Refusal {
  const same =
    asked.length === held.length &&
    asked.every((item, index) => {
      const other = held[index]
      return (
        other !== undefined &&
        (item.id === undefined || item.id === other.id) &&
        (item.offer === undefined ||
          (item.offer.id === other.offer.id && item.offer.version === other.offer.version)) &&
        (item.quantity ?? 1) === other.quantity
      )
    })
  return same
    ? held
    : refuseAt('basket_differs', '/orderItems', 'The basket of this checkoutId holds something else.')
}

function customerItems(
  asked: readonly RequestedItem[],
  { basket }: LinkedBasket,
): readonly OrderItem[] | Refusal {
  const nameless = asked.findIndex((item) => item.id === undefined)
  if (nameless !== -1)
    return refuseAt('invalid_request', `/orderItems/${nameless}/id`, 'The id of the basket item is needed.')
  const choice = asked.map(({ id = '', quantity }) => ({ id, quantity }))
  return applyLock(basket.items, choice, basket.lock)
}

function mergeOrder(
  request: NewOrderRequest,
  items: readonly OrderItem[],
  linked: LinkedBasket | undefined,
): NewOrder {
  const basket = linked?.basket
  return {
    ...request,
    items,
    country: request.country ?? basket?.country,
    customer: { ...languageOf(basket), ...basket?.draft.customer, ...request.customer },
    billing: request.billing ?? basket?.draft.billing,
    delivery: request.delivery ?? basket?.draft.delivery,
    ...termsOf(request, basket),
  }
}

/** A discount comes from the basket, when there is one; its promo codes first, then those of the request. */
function termsOf(
  { discount, promoCodes = [] }: NewOrderRequest,
  basket: Basket | undefined,
): Pick<NewOrder, 'discount' | 'promoCodes'> {
  const codes = normalisedCodes([...(basket?.promoCodes ?? []), ...promoCodes])
  const own = basket === undefined ? discount : basket.discount
  return {
    ...(own === undefined ? {} : { discount: own }),
    ...(codes.length === 0 ? {} : { promoCodes: codes }),
  }
}

/** A basket's discount is said by whoever made it; a hard lock takes no promo codes beside its own. */
function refuseOtherTerms(
  caller: Caller,
  { discount, promoCodes = [] }: NewOrderRequest,
  basket: Basket,
): Refusal | undefined {
  if (discount !== undefined && canonicalJson(discount) !== canonicalJson(basket.discount ?? null))
    return refuseAt('basket_differs', '/orderDiscount', 'The basket of this checkoutId has another discount.')
  const isOther = caller.kind === 'customer' && promoCodes.some((code) => !basket.promoCodes.includes(code))
  if (!isOther || basket.lock !== 'hard') return undefined
  return refuseAt('basket_differs', '/promoCodes', 'Nothing can be changed in this basket.')
}

/** The link's language, for mails to somebody who named none. */
function languageOf(basket: Basket | undefined): CustomerDetails {
  return basket?.locale === undefined ? {} : { locale: basket.locale }
}

/** Where an order came from is said by its basket, when it has one. */
function mergeEnvelope(envelope: OrderEnvelope, linked: LinkedBasket | undefined): OrderEnvelope {
  const basket = linked?.basket
  if (basket === undefined) return envelope
  return {
    ...envelope,
    externalId: envelope.externalId ?? basket.externalId,
    source: envelope.source ?? basket.source,
    initiatedSource: envelope.initiatedSource ?? basket.initiatedSource,
    tracking: Object.keys(envelope.tracking).length > 0 ? envelope.tracking : basket.tracking,
    customFields: { ...basket.customFields, ...envelope.customFields },
  }
}
