import type Stripe from 'stripe'
import { type AuthoriseRequest, GatewayRefused, GatewayUnavailable } from '../../ports/payment-gateway.ts'
import type { Parts } from './client.ts'
import { customerOf, replaceCustomer } from './customers.ts'
import { isAbout, isMissing } from './failures.ts'
import { expanded, type Intent, keyName } from './payments.ts'
import { recall, remember } from './references.ts'
import { read, underKey } from './under-key.ts'

const keyOf = (key: string) => `payment:${key}`
const allowed_payment_method_types: Stripe.PaymentIntentCreateParams.AllowedPaymentMethodType[] = ['card']

export const isSetup = (reference: string): boolean => reference.startsWith('seti_')

/** How the intent stands now. */
export async function fetchIntent({ stripe }: Parts, reference: string): Promise<Intent> {
  return read<Intent>(
    isSetup(reference)
      ? stripe.setupIntents.retrieve(reference, { expand: expanded.setup_intent })
      : stripe.paymentIntents.retrieve(reference, { expand: expanded.payment_intent }),
  )
}

/**
 * The intent that we named so; absent: there is none that could move money. One that we remember and Stripe does not find is with
 * another account: nobody knows how it stands.
 */
export async function intentByKey(parts: Parts, key: string): Promise<Intent | undefined> {
  const reference = await recall(parts.sql, keyOf(key))
  if (reference === undefined) return undefined
  try {
    return await fetchIntent(parts, reference)
  } catch (error) {
    throw error instanceof GatewayRefused ? new GatewayUnavailable(error.message) : error
  }
}

/**
 * The intent for this request: the one that its key made before, or a new one. It moves nothing until it is confirmed, and cannot be
 * before our row is committed. `amount` is Stripe's. Throws Stripe's own error where it cannot take the amount.
 */
export async function intentFor(parts: Parts, request: AuthoriseRequest, amount: number): Promise<Intent> {
  const known = await intentByKey(parts, request.key)
  if (known !== undefined) return known
  const made = await createFor(parts, request, amount)
  await remember(parts.sql, keyOf(request.key), made.id)
  const kept = await recall(parts.sql, keyOf(request.key))
  return kept === undefined || kept === made.id ? made : fetchIntent(parts, kept)
}

async function createFor(parts: Parts, request: AuthoriseRequest, amount: number): Promise<Intent> {
  const customer = await customerOf(parts, request.payer)
  try {
    return await create(parts, request, { amount, customer })
  } catch (error) {
    if (!isMissing(error) || !isAbout(error, ['customer'])) throw error
    return create(parts, request, { amount, customer: await replaceCustomer(parts, request.payer, customer) })
  }
}

/** What `authorise` makes a decline of, or `createFor` another customer. */
const isExpected = (error: unknown) => isAbout(error, ['amount', 'currency', 'customer'])

function create(
  { stripe }: Parts,
  { key, currency, source }: AuthoriseRequest,
  { amount, customer }: { readonly amount: number; readonly customer: string },
): Promise<Intent> {
  const common = { customer, allowed_payment_method_types, metadata: { [keyName]: key } }
  const find = async () => undefined
  if (amount === 0) {
    const call = (options: Stripe.RequestOptions) =>
      stripe.setupIntents.create({ ...common, usage: 'off_session' }, options)
    return underKey<Intent>(`create:${key}`, { call, find }, isExpected)
  }
  const params: Stripe.PaymentIntentCreateParams = {
    ...common,
    amount,
    currency: currency.toLowerCase(),
    capture_method: 'manual',
    ...(source.kind === 'token' && { setup_future_usage: 'off_session' }),
  }
  const call = (options: Stripe.RequestOptions) => stripe.paymentIntents.create(params, options)
  return underKey<Intent>(`create:${key}`, { call, find }, isExpected)
}
