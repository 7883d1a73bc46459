import type Stripe from 'stripe'
import { type GatewayRefund, GatewayRefused } from '../../ports/payment-gateway.ts'
import { toStripeAmount } from './amounts.ts'
import type { Parts } from './client.ts'
import { fetchIntent } from './intents.ts'
import { keyName } from './payments.ts'
import { recall, remember } from './references.ts'
import { read, underKey } from './under-key.ts'

const keyOf = (key: string) => `refund:${key}`

interface RefundRequest {
  readonly key: string
  readonly reference: string
  readonly amount: number
}

/**
 * Sends money back. A refund cannot be made without being carried out, so the payment that it goes out of is remembered before; a
 * second try looks among that payment's refunds first. Throws `GatewayRefused` when more would go back than was taken.
 */
export async function refund(parts: Parts, request: RefundRequest): Promise<GatewayRefund> {
  const { key, reference, amount } = request
  const isFirst = await remember(parts.sql, keyOf(key), reference)
  const known = isFirst ? undefined : await findRefund(parts, reference, key)
  if (known !== undefined) return refundOf(known)
  const intent = await fetchIntent(parts, reference)
  const written =
    intent.object === 'payment_intent' ? toStripeAmount(amount, intent.currency.toUpperCase()) : undefined
  if (written === undefined) throw new GatewayRefused('Stripe cannot send this amount back')
  const params = { payment_intent: reference, amount: written, metadata: { [keyName]: key } }
  const made = await underKey(keyOf(key), {
    call: (options) => parts.stripe.refunds.create(params, options),
    find: () => findRefund(parts, reference, key),
  })
  return refundOf(made)
}

export async function lookupRefund(parts: Parts, key: string): Promise<GatewayRefund | undefined> {
  const reference = await recall(parts.sql, keyOf(key))
  if (reference === undefined) return undefined
  const found = await findRefund(parts, reference, key)
  return found && refundOf(found)
}

/** Lists are of what is, where Stripe's search lags behind. */
async function findRefund(
  { stripe }: Parts,
  reference: string,
  key: string,
): Promise<Stripe.Refund | undefined> {
  const all = stripe.refunds.list({ payment_intent: reference, limit: 100 })
  return read(firstOf(all, ({ metadata }) => metadata?.[keyName] === key))
}

async function firstOf<Listed>(
  all: AsyncIterable<Listed>,
  isIt: (one: Listed) => boolean,
): Promise<Listed | undefined> {
  for await (const one of all) if (isIt(one)) return one
  return undefined
}

const states: Readonly<Record<string, GatewayRefund['state']>> = {
  succeeded: 'refunded',
  pending: 'pending',
  requires_action: 'pending',
  failed: 'failed',
  canceled: 'failed',
}

export function refundState(status: string | null): GatewayRefund['state'] {
  return states[status ?? ''] ?? 'pending'
}

function refundOf({ id, status }: Stripe.Refund): GatewayRefund {
  return { reference: id, state: refundState(status) }
}
