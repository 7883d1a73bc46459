import type Stripe from 'stripe'
import { type GatewayPayment, GatewayRefused, GatewayUnavailable } from '../../ports/payment-gateway.ts'
import type { Parts } from './client.ts'
import { isUnexpectedState } from './failures.ts'
import { fetchIntent, isSetup } from './intents.ts'
import { expanded, type Intent, paymentOf, voidedName } from './payments.ts'
import { underKey } from './under-key.ts'

/** Lets go of what is held and ends what waits for the buyer. Throws `GatewayRefused` when the money was taken. */
export async function cancel(parts: Parts, key: string, reference: string): Promise<GatewayPayment> {
  const payment = paymentOf(await cancelled(parts, key, reference))
  if (payment?.state === 'captured') throw new GatewayRefused(`${reference} was captured`)
  if (payment?.state !== 'voided' && payment?.state !== 'declined')
    throw new GatewayUnavailable(`${reference} is not let go of yet`)
  return payment
}

async function cancelled(parts: Parts, key: string, reference: string): Promise<Intent> {
  const { stripe } = parts
  const find = async () => {
    const intent = await fetchIntent(parts, reference)
    return intent.status === 'canceled' ? intent : undefined
  }
  const call = (options: Stripe.RequestOptions): Promise<Intent> =>
    isSetup(reference)
      ? stripe.setupIntents.cancel(reference, { expand: expanded.setup_intent }, options)
      : stripe.paymentIntents.cancel(reference, { expand: expanded.payment_intent }, options)
  try {
    return await underKey<Intent>(`void:${key}`, { call, find }, isUnexpectedState)
  } catch (error) {
    if (!isUnexpectedState(error)) throw error
    return letGo(parts, key, reference)
  }
}

/** Too late to cancel: a SetupIntent that succeeded holds no money, so it is enough to remember that nobody counts on it. */
async function letGo(parts: Parts, key: string, reference: string): Promise<Intent> {
  const intent = await fetchIntent(parts, reference)
  if (intent.object === 'payment_intent' || intent.status !== 'succeeded') return intent
  const params = { metadata: { [voidedName]: 'true' }, expand: expanded.setup_intent }
  return underKey<Intent>(`mark:${key}`, {
    call: (options) => parts.stripe.setupIntents.update(reference, params, options),
    find: async () => undefined,
  })
}
