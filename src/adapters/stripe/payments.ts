import type Stripe from 'stripe'
import type { CardSummary } from '../../domain/invoice.ts'
import { type GatewayPayment, GatewayUnavailable } from '../../ports/payment-gateway.ts'
import { fromStripeAmount } from './amounts.ts'
import { declineOf } from './declines.ts'

/** A PaymentIntent holds and takes money, a SetupIntent only checks and saves a card. */
export type Intent = Stripe.PaymentIntent | Stripe.SetupIntent

/** What has to be there for `paymentOf` to read it. */
export const expanded = {
  payment_intent: ['payment_method', 'latest_charge'],
  setup_intent: ['payment_method'],
}

/** The names of ours that stand in Stripe's metadata. */
export const keyName = 'proffer_key'
export const voidedName = 'proffer_voided'

/**
 * How an intent stands, in our words; absent: nobody ever confirmed it, so no money can have moved. Throws `GatewayUnavailable`
 * while Stripe does not know yet.
 */
export function paymentOf(intent: Intent): GatewayPayment | undefined {
  const { id: reference, status } = intent
  switch (status) {
    case 'requires_confirmation':
      return undefined
    case 'requires_payment_method':
      return declinedOf(intent)
    case 'canceled':
      return declinedOf(intent) ?? held(intent, 'voided')
    case 'requires_action':
      return { state: 'challenged', reference, url: challengeOf(intent) }
    case 'requires_capture':
      return held(intent, 'authorised')
    case 'succeeded':
      return held(intent, succeededAs(intent))
    default:
      throw new GatewayUnavailable(`${reference} is ${status}`)
  }
}

/** A SetupIntent that succeeded stays so at Stripe; that we let go of it is our own mark. */
function succeededAs(intent: Intent): 'captured' | 'authorised' | 'voided' {
  if (intent.object === 'payment_intent') return 'captured'
  return intent.metadata?.[voidedName] === undefined ? 'authorised' : 'voided'
}

function challengeOf({ id, next_action }: Intent): string {
  const url = next_action?.redirect_to_url?.url
  if (url == null)
    throw new GatewayUnavailable(`${id} waits for ${next_action?.type ?? 'nothing that we know'}`)
  return url
}

function declinedOf(intent: Intent): Extract<GatewayPayment, { state: 'declined' }> | undefined {
  const isPayment = intent.object === 'payment_intent'
  const error = isPayment ? intent.last_payment_error : intent.last_setup_error
  if (error === null) return undefined
  const charge = isPayment ? intent.latest_charge : null
  const outcome = typeof charge === 'object' ? charge?.outcome?.type : undefined
  const decline = declineOf({ code: error.code, declineCode: error.decline_code, outcome })
  return { state: 'declined', reference: intent.id, ...decline }
}

function held(intent: Intent, state: 'authorised' | 'captured' | 'voided'): GatewayPayment {
  const method = intent.payment_method
  return {
    state,
    reference: intent.id,
    amount: amountOf(intent),
    methodReference: typeof method === 'object' ? (method?.id ?? '') : method,
    card: typeof method === 'object' ? cardOf(method) : undefined,
  }
}

/** What was taken, else what is or was held. Minor units. */
function amountOf(intent: Intent): number {
  if (intent.object === 'setup_intent') return 0
  const { status, amount_received, amount, currency } = intent
  return fromStripeAmount(status === 'succeeded' ? amount_received : amount, currency)
}

function cardOf(method: Stripe.PaymentMethod | null): CardSummary | undefined {
  const card = method?.card
  if (card === undefined) return undefined
  return { brand: card.brand, last4: card.last4, expiryMonth: card.exp_month, expiryYear: card.exp_year }
}
