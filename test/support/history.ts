import { createHash } from 'node:crypto'
import type { Changeset } from '../../src/domain/changeset.ts'
import { type CustomerState, emptyState } from '../../src/domain/customer-state.ts'
import { planDue } from '../../src/domain/due.ts'
import { type Facts, offerKey } from '../../src/domain/facts.ts'
import { fold } from '../../src/domain/fold.ts'
import type { IdSource } from '../../src/domain/id.ts'
import type { Offer } from '../../src/domain/offer.ts'
import type { Order } from '../../src/domain/order.ts'
import { isRefused, type Refusal } from '../../src/domain/refusal.ts'
import type { Instant } from '../../src/domain/time.ts'
import { parseOrder, planOrder } from '../../src/order-types/registry.ts'
import { anOffer, someFacts, testIds } from './plan.ts'

/** A request at an instant; offers in it are named by their place in a list, the subscription by nothing. */
export interface Step {
  readonly at: Instant
  readonly request: Readonly<Record<string, unknown>>
}

export interface World {
  readonly offers: readonly Offer[]
  readonly timeZone?: string
}

export interface StepResult {
  readonly facts: Facts
  readonly changeset: Changeset
  readonly after: CustomerState
}

/** Takes one step in pure code: time passes up to it, then the order is planned and folded. It must not be refused. */
export function takeStep(world: World, before: CustomerState, step: Step, n: number): StepResult {
  const taken = tryStep(world, before, step, n)
  if (isRefused(taken)) throw new Error(`refused: ${taken.code} ${taken.detail}`)
  return taken
}

/** The same, or why not. */
export function tryStep(world: World, before: CustomerState, step: Step, n: number): StepResult | Refusal {
  const now = passTime(before, step.at, world)
  const order = orderOf(world, now, step)
  if (isRefused(order)) return order
  const facts = someFacts(world.offers, {
    at: step.at,
    timeZone: world.timeZone ?? 'UTC',
    orderId: `order-${n}`,
    ids: idsOfOrder(n),
    before: inReach(now, step),
    currency: now.subscriptions[0]?.currency,
    ...renewalFacts(world),
  })
  const changeset = planOrder(order, facts)
  if (isRefused(changeset)) return changeset
  return { facts, changeset, after: fold(now, changeset.changes) }
}

/** Opaque, as a request must name them. */
function idsOfOrder(n: number): IdSource {
  const hex = (key: string) => createHash('md5').update(`${n}/${key}`).digest('hex')
  return {
    id: (noun, key) => `${noun}-${hex(`${noun}/${key}`)}`,
    reference: (key) => hex(key).slice(0, 12).toUpperCase(),
  }
}

/** Every offer of the world is known, and can be renewed as. */
function renewalFacts({ offers }: World) {
  return {
    heldOffers: new Map(offers.map((offer) => [offerKey(offer.id, offer.version), offer])),
    renewalOffers: new Map(
      offers.flatMap((offer) => [[offer.path, offer] as const, [offer.id, offer] as const]),
    ),
  }
}

/** What becomes of the one subscription of a state by this instant. */
export function passTime(state: CustomerState, at: Instant, world: World = { offers: [] }): CustomerState {
  const facts = { at, ids: testIds, invoiceTermDays: 30, taxRates: [], ...renewalFacts(world) }
  return fold(state, planDue(state, facts))
}

/** The state to which a history leads. */
export function stateAfter(world: World, steps: readonly Step[]): CustomerState {
  return steps.reduce((state, step, n) => paid(takeStep(world, state, step, n)), emptyState)
}

/** The money that an order asks for before it is done is there: its invoices are paid by card. */
export function paid({ facts, changeset, after }: StepResult): CustomerState {
  if (!changeset.effects.some(({ kind }) => kind === 'collect_payment')) return after
  const asked = after.invoices.filter(({ orderId, balance }) => orderId === facts.orderId && balance > 0)
  return fold(
    after,
    asked.map(({ id, ownerId, customerId, balance, currency }) => ({
      kind: 'record_payment',
      payment: {
        id: `payment-of-${id}`,
        reference: id,
        ownerId,
        customerId,
        orderId: facts.orderId,
        invoiceId: id,
        paymentMethodId: undefined,
        status: 'captured',
        gateway: 'sandbox',
        gatewayReference: id,
        currency,
        amount: balance,
        capturedAt: facts.at,
      },
    })),
  )
}

function orderOf(world: World, state: CustomerState, { request }: Step): Order | Refusal {
  const parsed = parseOrder(withOffers(world, request))
  if (isRefused(parsed)) return parsed
  const { order } = parsed
  if (order.type === 'new')
    return {
      ...order,
      items: (order.items ?? []).map((item, index) => ({
        id: `item-${index}`,
        recordType: item.recordType ?? 'offer',
        parentId: item.parentId,
        offer: item.offer ?? { id: '', version: '' },
        quantity: item.quantity ?? 1,
      })),
    }
  if (order.type === 'delete_payment_method') {
    const customerId = state.customers[0]?.id ?? ''
    return { ...order, customerId, paymentMethodId: state.paymentMethods.at(-1)?.id ?? '' }
  }
  const [subscription] = state.subscriptions
  const on = {
    subscriptionId: subscription?.id ?? '',
    subscriptionReference: subscription?.reference ?? '',
  }
  if (order.type === 'redeem_gift') {
    const { code: _, ...said } = order
    return { ...said, ...on, giftId: state.gifts[0]?.id ?? '' }
  }
  if (!('target' in order)) return { ...order, customerId: state.customers[0]?.id ?? '' }
  const { target: _, ...said } = order
  return { ...said, ...on }
}

/** A method that is to be deleted is seen with the subscriptions that need it, and no others. */
function inReach(state: CustomerState, { request }: Step): CustomerState {
  if (request.order_type !== 'delete_payment_method') return state
  const method = state.paymentMethods.at(-1)?.id
  const subscriptions = state.subscriptions.filter(({ payment }) => payment.paymentMethodId === method)
  return { ...state, subscriptions }
}

/** The request as it would come over the wire. */
function withOffers({ offers }: World, request: Readonly<Record<string, unknown>>) {
  const refOf = (place: number) => {
    const { id, version } = offers[place] ?? anOffer()
    return { id, version }
  }
  const { orderItems, offer, updates } = request
  return {
    ...request,
    ...(typeof offer === 'number' ? { offer: refOf(offer) } : {}),
    ...(Array.isArray(updates)
      ? {
          updates: updates.map(({ offer: place, ...update }: { offer?: number }) =>
            place === undefined ? update : { ...update, ...refOf(place) },
          ),
        }
      : {}),
    ...(Array.isArray(orderItems)
      ? { orderItems: orderItems.map((item: { offer: number }) => ({ ...item, offer: refOf(item.offer) })) }
      : {}),
  }
}
