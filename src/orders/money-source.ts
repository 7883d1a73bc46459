import { type Refusal, refuseAt } from '../domain/refusal.ts'
import type { PaymentAttempt } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import type { OrderDraft } from './draft-order.ts'

/** Which money an attempt is about to ask for. */
export type MoneySource = Pick<PaymentAttempt, 'type' | 'gateway' | 'token' | 'paymentMethodId'>

/** The means of payment as the gateway knows it; absent for `invoice`, which needs no gateway. */
export async function moneySource(
  { db, gateway }: Pick<Services, 'db' | 'gateway'>,
  { payment, owner, actor }: Pick<OrderDraft, 'payment' | 'owner' | 'actor'>,
): Promise<MoneySource | undefined | Refusal> {
  if (payment === undefined || payment.type === 'invoice') return undefined
  if (payment.type === 'card') {
    if (payment.gateway === gateway.name)
      return { type: 'card', gateway: gateway.name, token: payment.token, paymentMethodId: undefined }
    const served =
      gateway.element.kind === 'none' ? 'no gateway for cards' : `${gateway.name} as its gateway for cards`
    return refuseAt('payment_type_not_allowed', '/payment/type', `This server has ${served}.`)
  }
  if (actor === 'customer')
    return refuseAt(
      'not_allowed_for_customer',
      '/payment/type',
      'A saved payment method needs an API client.',
    )
  const saved = await db.read.orders.findPaymentMethod(payment.paymentMethodId)
  if (saved?.ownerId !== owner.id || saved.gatewayReference === undefined)
    return refuseAt('not_found', '/payment/token/id', 'The owner has no such payment method.')
  return { type: 'saved', gateway: saved.gateway, token: saved.gatewayReference, paymentMethodId: saved.id }
}
