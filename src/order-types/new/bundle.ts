import type { Facts } from '../../domain/facts.ts'
import type { Offer } from '../../domain/offer.ts'
import type { OrderItem } from '../../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../../domain/refusal.ts'
import { namedOffer } from '../named-offer.ts'

/** An item of the order with the offer it names, and where in the request it stands. */
export interface Line {
  readonly item: OrderItem
  readonly offer: Offer
  readonly pointer: string
}

/** What becomes one subscription: an offer and the add-ons that ride on it. */
export interface Bundle {
  readonly base: Line
  readonly addOns: readonly Line[]
}

/** Pairs each item with its offer and each add-on with the item it rides on. */
export function bundleItems(items: readonly OrderItem[], facts: Facts): readonly Bundle[] | Refusal {
  const lines: Line[] = []
  for (const [index, item] of items.entries()) {
    const line = toLine(item, `/orderItems/${index}`, facts)
    if (isRefused(line)) return line
    if (lines.some((other) => other.item.id === item.id))
      return refuseAt('invalid_request', `${line.pointer}/id`, 'Every item needs an id of its own.')
    lines.push(line)
  }
  if (lines.length === 0)
    return refuseAt('invalid_request', '/orderItems', 'The order must hold at least one item.')
  return attachAddOns(lines)
}

function toLine(item: OrderItem, pointer: string, facts: Facts): Line | Refusal {
  const offer = namedOffer(facts, item.offer, `${pointer}/offer`)
  if (isRefused(offer)) return offer
  if (offer.discount !== undefined)
    return refuseAt(
      'invalid_request',
      `${pointer}/offer`,
      `${offer.displayName} is a discount and cannot be bought; add_offer attaches it to a subscription.`,
    )
  if (offer.recordType === 'offer' && (item.recordType === 'add_on' || item.parentId !== undefined))
    return refuseAt('invalid_request', `${pointer}/type`, `${offer.displayName} is an offer, no add-on.`)
  return { item, offer, pointer }
}

function attachAddOns(lines: readonly Line[]): readonly Bundle[] | Refusal {
  const addOns = lines.filter((line) => line.offer.recordType === 'add_on')
  const bases = lines.filter((line) => line.offer.recordType === 'offer')
  for (const addOn of addOns) {
    const refusal = refuseAddOn(addOn, bases)
    if (refusal) return refusal
  }
  return bases.map((base) => ({
    base,
    addOns: addOns.filter((addOn) => addOn.item.parentId === base.item.id),
  }))
}

function refuseAddOn({ item, offer, pointer }: Line, bases: readonly Line[]): Refusal | undefined {
  const parent = bases.find((base) => base.item.id === item.parentId)
  if (parent === undefined)
    return refuseAt(
      'add_on_not_allowed',
      `${pointer}/parentId`,
      `${offer.displayName} is an add-on: parentId must name the offer item of this order that it rides on.`,
    )
  if (parent.offer.addOnPaths.includes(offer.path)) return undefined
  return refuse(
    'add_on_not_allowed',
    `${offer.displayName} cannot be added to ${parent.offer.displayName}.`,
    {
      errors: [
        {
          pointer: `${pointer}/offer`,
          code: 'add_on_not_allowed',
          message: `${parent.offer.displayName} does not list this add-on.`,
        },
      ],
    },
  )
}
