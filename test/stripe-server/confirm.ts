import { cardError, invalid, missing } from './api-error.ts'
import {
  type Charge,
  type ConfirmationToken,
  type Intent,
  type Method,
  newId,
  nowSeconds,
  type PaymentError,
  put,
} from './books.ts'
import { type Form, text } from './form.ts'
import { shown, tell, unexpected } from './intents.ts'
import { methodFor } from './methods.ts'
import { showCharge } from './show.ts'
import type { Verdict } from './test-cards.ts'
import type { World } from './world.ts'

type Declined = Extract<Verdict, { is: 'declined' }>

/** Asks the bank; from here on money may be held. Throws the card error when the bank says no. */
export function confirmIntent(world: World, intent: Intent, form: Form): void {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status))
    throw unexpected(intent, 'confirmed')
  const method = sourceOf(world, intent, form)
  intent.returnUrl = text(form, 'return_url') ?? null
  intent.method = method.id
  const verdict = method.testCard.judge({
    amount: intent.amount,
    offSession: text(form, 'off_session') === 'true',
    attached: method.customer !== null,
    authenticated: method.authenticated,
  })
  if (verdict.is === 'declined') throw declineIntent(world, intent, verdict)
  if (verdict.is === 'challenge') sendToBank(world, intent)
  else approve(world, intent, method)
}

function sourceOf(world: World, intent: Intent, form: Form): Method {
  const tokenId = text(form, 'confirmation_token')
  if (tokenId === undefined) return methodFor(world, text(form, 'payment_method') ?? '', intent.customer)
  const token = world.books.tokens.get(tokenId)
  if (token === undefined) throw missing('confirmation_token', tokenId, 'confirmation_token')
  if (token.usedBy !== null && token.usedBy !== intent.id)
    throw invalid('This ConfirmationToken has already been used.', { param: 'confirmation_token' })
  refuseOtherContext(intent, token)
  token.usedBy = intent.id
  return token.method
}

/** An element that was told of another payment than this one has shown its buyer something else. */
function refuseOtherContext({ kind, amount, currency }: Intent, { context }: ConfirmationToken): void {
  if (context === undefined) return
  const isSetup = kind === 'setup_intent'
  const isSame = isSetup
    ? context.mode === 'setup' && context.amount === 0
    : context.mode === 'payment' && context.amount === amount && context.currency === currency
  if (!isSame)
    throw invalid(`The ConfirmationToken is for another ${isSetup ? 'mode' : 'amount, currency or mode'}.`, {
      param: 'confirmation_token',
    })
}

function sendToBank(world: World, intent: Intent): void {
  intent.status = 'requires_action'
  intent.challenge = newId('payatt')
  intent.lastError = null
  tell(world, intent, 'requires_action')
}

function approve(world: World, intent: Intent, method: Method): void {
  intent.challenge = null
  intent.lastError = null
  method.used = true
  if (intent.setupFutureUsage !== null) method.customer = intent.customer
  if (intent.kind === 'payment_intent') hold(world, intent)
  else succeed(world, intent)
}

function succeed(world: World, intent: Intent): void {
  intent.status = 'succeeded'
  tell(world, intent, 'succeeded')
}

function hold(world: World, intent: Intent): void {
  const charge = recordCharge(world, intent, { type: 'authorized', reason: null }, true)
  intent.status = 'requires_capture'
  world.happened('charge.succeeded', showCharge(charge))
  tell(world, intent, 'amount_capturable_updated')
}

function declineIntent(world: World, intent: Intent, verdict: Declined): Error {
  const reason = verdict.blocked ? 'highest_risk_level' : (verdict.declineCode ?? verdict.code)
  const outcome = { type: verdict.blocked ? 'blocked' : 'issuer_declined', reason }
  const isPayment = intent.kind === 'payment_intent'
  const charge = isPayment ? recordCharge(world, intent, outcome, false) : undefined
  const error: PaymentError = {
    type: 'card_error',
    code: verdict.code,
    decline_code: verdict.declineCode,
    message: 'Your card was declined.',
    charge: charge?.id,
  }
  fail(world, intent, error)
  if (charge !== undefined) world.happened('charge.failed', showCharge(charge))
  return cardError({ ...error, [intent.kind]: shown(world, intent) })
}

function fail(world: World, intent: Intent, error: PaymentError): void {
  intent.status = 'requires_payment_method'
  intent.challenge = null
  intent.lastError = error
  tell(world, intent, intent.kind === 'payment_intent' ? 'payment_failed' : 'setup_failed')
}

function recordCharge(world: World, intent: Intent, outcome: Charge['outcome'], paid: boolean): Charge {
  const charge = put(world.books.charges, {
    id: newId('ch'),
    created: nowSeconds(),
    intent: intent.id,
    amount: intent.amount,
    currency: intent.currency,
    metadata: intent.metadata,
    outcome,
    paid,
    captured: 0,
    refunded: 0,
  })
  intent.latestCharge = charge.id
  return charge
}

/** What the cardholder did on the bank's page. Answers where the browser goes then; absent: the page is of the past. */
export function finishChallenge(world: World, challenge: string, passed: boolean): string | undefined {
  const intent = [...world.books.intents.values()].find((one) => one.challenge === challenge)
  const method = world.books.methods.get(intent?.method ?? '')
  if (intent === undefined || method === undefined) return undefined
  if (passed) passChallenge(world, intent, method)
  else fail(world, intent, authenticationFailed(intent))
  return returnAddress(intent)
}

function passChallenge(world: World, intent: Intent, method: Method): void {
  const verdict = method.testCard.afterChallenge
  if (verdict.is === 'challenge') fail(world, intent, authenticationFailed(intent))
  else if (verdict.is === 'declined') declineIntent(world, intent, verdict)
  else {
    method.authenticated = true
    approve(world, intent, method)
  }
}

const authenticationFailed = ({ kind }: Intent): PaymentError => ({
  type: 'invalid_request_error',
  code: `${kind}_authentication_failure`,
  message: 'We are unable to authenticate your payment method.',
})

function returnAddress(intent: Intent): string | undefined {
  if (intent.returnUrl === null) return undefined
  const url = new URL(intent.returnUrl)
  url.searchParams.set(intent.kind, intent.id)
  url.searchParams.set(`${intent.kind}_client_secret`, `${intent.id}_secret_for_browsers`)
  url.searchParams.set('redirect_status', intent.lastError === null ? 'succeeded' : 'failed')
  return url.href
}
