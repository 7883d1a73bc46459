import type Stripe from 'stripe'
import {
  type AuthoriseRequest,
  type GatewayPayment,
  GatewayUnavailable,
  type MoneySource,
} from '../../ports/payment-gateway.ts'
import { toStripeAmount } from './amounts.ts'
import { cancel } from './cancel.ts'
import type { Parts } from './client.ts'
import { declineOf } from './declines.ts'
import { isAbout, isCardError, isUnexpectedState, meaningOf } from './failures.ts'
import { fetchIntent, intentFor, isSetup } from './intents.ts'
import { expanded, type Intent, paymentOf } from './payments.ts'
import { underKey } from './under-key.ts'

/** Confirming takes as long as a call may; later than this, whoever asked would not hear of it any more. Milliseconds. */
const latestConfirmMs = 9000

/** Holds the money, or saves the card where the amount is 0: the intent is made and named first, and only then confirmed. */
export async function authorise(parts: Parts, request: AuthoriseRequest): Promise<GatewayPayment> {
  const startedAt = Date.now()
  const amount = toStripeAmount(request.amount, request.currency)
  if (amount === undefined) return declinedUnasked(request, 'amount_not_supported')
  let intent: Intent
  try {
    intent = await intentFor(parts, request, amount)
  } catch (error) {
    if (!isAbout(error, ['amount', 'currency'])) throw meaningOf(error)
    return declinedUnasked(request, 'amount_not_supported')
  }
  const known = paymentOf(intent)
  if (known !== undefined) return known
  if (Date.now() - startedAt > latestConfirmMs)
    throw new GatewayUnavailable('Stripe is slow; nothing was confirmed')
  return confirmed(parts, request, intent.id)
}

async function confirmed(
  parts: Parts,
  request: AuthoriseRequest,
  reference: string,
): Promise<GatewayPayment> {
  try {
    const payment = paymentOf(await confirm(parts, request, reference))
    if (payment !== undefined) return payment
  } catch (error) {
    if (isAbout(error, meansOfPayment)) return declinedUnasked(request, 'invalid_token')
    if (!isCardError(error) && !isUnexpectedState(error)) throw error
  }
  const payment = paymentOf(await fetchIntent(parts, reference))
  if (payment === undefined) throw new GatewayUnavailable(`${reference} is not confirmed`)
  if (payment.state === 'declined' && request.offSession) await endQuietly(parts, request.key, reference)
  return payment
}

const meansOfPayment = ['confirmation_token', 'payment_method']

const isExpected = (error: unknown) =>
  isCardError(error) || isUnexpectedState(error) || isAbout(error, meansOfPayment)

function confirm(parts: Parts, request: AuthoriseRequest, reference: string): Promise<Intent> {
  const { stripe } = parts
  const common = { ...meansOf(request.source), return_url: request.returnUrl }
  const find = async () => {
    const intent = await fetchIntent(parts, reference)
    return paymentOf(intent) === undefined ? undefined : intent
  }
  const call = (options: Stripe.RequestOptions): Promise<Intent> =>
    isSetup(reference)
      ? stripe.setupIntents.confirm(reference, { ...common, expand: expanded.setup_intent }, options)
      : stripe.paymentIntents.confirm(
          reference,
          { ...offSession(request), ...common, expand: expanded.payment_intent },
          options,
        )
  return underKey<Intent>(`confirm:${request.key}`, { call, find }, isExpected)
}

/** Nobody is sent back from a challenge that nobody can pass. */
const offSession = (request: AuthoriseRequest) => (request.offSession ? { off_session: true } : {})

function meansOf(source: MoneySource): { confirmation_token: string } | { payment_method: string } {
  if (source.kind === 'saved') return { payment_method: source.reference }
  return source.token.startsWith('ctoken_')
    ? { confirmation_token: source.token }
    : { payment_method: source.token }
}

/** What failed while the buyer was away is not open for anybody to confirm again. It is declined whether this succeeds or not. */
async function endQuietly(parts: Parts, key: string, reference: string): Promise<void> {
  await cancel(parts, key, reference).catch(() => undefined)
}

/** A no of which Stripe keeps nothing that could be looked up. */
function declinedUnasked({ key }: AuthoriseRequest, code: string): GatewayPayment {
  const { retryable } = declineOf({ code, declineCode: undefined, outcome: undefined })
  return { state: 'declined', reference: `none:${key}`, declineCode: code, retryable }
}
