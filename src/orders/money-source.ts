import type { CustomerState } from '../domain/customer-state.ts'
import { isOnSubscription } from '../domain/order.ts'
import { type Refusal, refuseAt } from '../domain/refusal.ts'
import type { PaymentAttempt } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { moneyNeeded } from './attempts.ts'
import type { OrderDraft } from './draft-order.ts'
import type { Proposal } from './propose.ts'

/** Which money an attempt is about to ask for. */
export type MoneySource = Pick<
  PaymentAttempt,
  'type' | 'gateway' | 'token' | 'paymentMethodId' | 'offSession'
>

/** The means of payment that a request names, as the gateway knows it; absent for `invoice`, which needs no gateway. */
export async function namedSource(
  { db, gateway }: Pick<Services, 'db' | 'gateway'>,
  { order, payment, owner, actor }: Pick<OrderDraft, 'order' | 'payment' | 'owner' | 'actor'>,
): Promise<MoneySource | undefined | Refusal> {
  if (payment === undefined || payment.type === 'invoice') return undefined
  // Asked only where the plan says so; otherwise it is written down with the order.
  if (payment.type === 'elsewhere') {
    const { type, gateway: name, reference } = payment
    return { type, gateway: name, token: reference, paymentMethodId: undefined, offSession: false }
  }
  if (payment.type === 'card') {
    const { token } = payment
    if (payment.gateway === gateway.name)
      return { type: 'card', gateway: gateway.name, token, paymentMethodId: undefined, offSession: false }
    const served =
      gateway.element.kind === 'none' ? 'no gateway for cards' : `${gateway.name} as its gateway for cards`
    return refuseAt('payment_type_not_allowed', '/payment/type', `This server has ${served}.`)
  }
  // Whoever holds a payment link was given the one method that it names.
  if (actor === 'customer' && !isOnSubscription(order))
    return refuseAt(
      'not_allowed_for_customer',
      '/payment/type',
      'A saved payment method needs an API client.',
    )
  const saved = await db.read.orders.findPaymentMethod(payment.paymentMethodId)
  if (saved?.ownerId !== owner.id || saved.gatewayReference === undefined)
    return refuseAt('not_found', '/payment/token/id', 'The owner has no such payment method.')
  if (saved.type !== 'card')
    return refuseAt(
      'payment_type_not_allowed',
      '/payment/token/id',
      `It is held by ${saved.gateway}, and only charged there.`,
    )
  const { gateway: name, gatewayReference, id } = saved
  return { type: 'saved', gateway: name, token: gatewayReference, paymentMethodId: id, offSession: false }
}

/**
 * The money of an order as it was planned: what the request names, else what its subscription pays with. Refused when it needs
 * money and there is neither.
 */
export function moneySource(
  {
    draft,
    named,
  }: { readonly draft: Pick<OrderDraft, 'order' | 'payment'>; readonly named: MoneySource | undefined },
  { changeset, facts }: Pick<Proposal, 'changeset' | 'facts'>,
): MoneySource | undefined | Refusal {
  const isCollected = isOnSubscription(draft.order) && moneyNeeded(changeset) !== undefined
  if (named !== undefined || !isCollected) return named
  if (draft.payment !== undefined)
    return refuseAt(
      'payment_type_not_allowed',
      '/payment/type',
      'The subscription is not paid by invoice, so what is due today is collected at once.',
    )
  const saves = changeset.effects.some(({ kind }) => kind === 'save_payment_method')
  return (saves ? undefined : savedSource(facts.before)) ?? noPayment
}

/** What the one subscription of a state pays with, charged while the buyer is away; absent: it has no saved method. */
export function savedSource({ subscriptions, paymentMethods }: CustomerState): MoneySource | undefined {
  const paymentMethodId = subscriptions[0]?.payment.paymentMethodId
  const saved = paymentMethods.find(({ id }) => id === paymentMethodId)
  if (saved?.gatewayReference === undefined || saved.type !== 'card') return undefined
  const { gateway, gatewayReference, id } = saved
  return { type: 'saved', gateway, token: gatewayReference, paymentMethodId: id, offSession: true }
}

const noPayment = refuseAt(
  'invalid_request',
  '/payment',
  'The order must say how it is paid: its subscription has no saved payment method that can be charged.',
)
