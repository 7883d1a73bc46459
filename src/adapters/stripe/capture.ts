import { type GatewayPayment, GatewayRefused } from '../../ports/payment-gateway.ts'
import { toStripeAmount } from './amounts.ts'
import type { Parts } from './client.ts'
import { isUnexpectedState } from './failures.ts'
import { fetchIntent } from './intents.ts'
import { expanded, type Intent, paymentOf } from './payments.ts'
import { underKey } from './under-key.ts'

/** Takes what is held, once. Throws `GatewayRefused` when nothing is held any more, or less than is asked for. */
export async function capture(
  parts: Parts,
  { key, reference, amount }: { readonly key: string; readonly reference: string; readonly amount: number },
): Promise<GatewayPayment> {
  const intent = await fetchIntent(parts, reference)
  const payment = paymentOf(await captured(parts, key, { intent, amount }))
  if (payment?.state !== 'captured')
    throw new GatewayRefused(`${reference} is ${payment?.state ?? 'not confirmed'}`)
  return payment
}

async function captured(
  parts: Parts,
  key: string,
  { intent, amount }: { readonly intent: Intent; readonly amount: number },
): Promise<Intent> {
  if (intent.object === 'setup_intent' || intent.status !== 'requires_capture') return intent
  const written = toStripeAmount(amount, intent.currency.toUpperCase())
  if (written === undefined) throw new GatewayRefused('Stripe cannot move this amount')
  const params = { amount_to_capture: written, expand: expanded.payment_intent }
  const find = async () => {
    const found = await fetchIntent(parts, intent.id)
    return found.status === 'requires_capture' ? undefined : found
  }
  try {
    return await underKey<Intent>(
      `capture:${key}`,
      { call: (options) => parts.stripe.paymentIntents.capture(intent.id, params, options), find },
      isUnexpectedState,
    )
  } catch (error) {
    if (!isUnexpectedState(error)) throw error
    return fetchIntent(parts, intent.id)
  }
}
