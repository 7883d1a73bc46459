import { impossible, invalid, missing } from './api-error.ts'
import { type Intent, newId, nowSeconds, put } from './books.ts'
import { openDispute } from './disputes.ts'
import { type Form, list, text, texts } from './form.ts'
import { type Shown, showCharge, showIntent } from './show.ts'
import type { World } from './world.ts'

/** Amounts in these must be whole units all the same. */
const wholeUnits = new Set(['isk', 'ugx'])
const threeDecimals = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd'])

export function createIntent(world: World, kind: Intent['kind'], form: Form): Intent {
  const isPayment = kind === 'payment_intent'
  const amount = Number(text(form, 'amount') ?? 0)
  const currency = text(form, 'currency') ?? ''
  if (isPayment) checkAmount(amount, currency)
  const customer = text(form, 'customer') ?? null
  if (customer !== null && !world.books.customers.has(customer))
    throw missing('customer', customer, 'customer')
  if (list(form, 'allowed_payment_method_types').join() !== 'card')
    throw invalid('only cards are spoken here')
  if (isPayment && text(form, 'capture_method') !== 'manual')
    throw invalid('only manual capture is spoken here')
  const intent = put<Intent>(world.books.intents, {
    kind,
    id: newId(isPayment ? 'pi' : 'seti'),
    created: nowSeconds(),
    amount,
    currency,
    customer,
    setupFutureUsage: isPayment ? (text(form, 'setup_future_usage') ?? null) : 'off_session',
    status: 'requires_payment_method',
    metadata: texts(form, 'metadata'),
    method: null,
    received: 0,
    lastError: null,
    latestCharge: null,
    returnUrl: null,
    challenge: null,
  })
  tell(world, intent, 'created')
  return intent
}

function checkAmount(amount: number, currency: string): void {
  if (!/^[a-z]{3}$/.test(currency)) throw invalid('Invalid currency', { param: 'currency' })
  if (!Number.isInteger(amount) || amount < 1) throw invalid('Invalid integer', { param: 'amount' })
  if (amount > 99_999_999)
    throw invalid('Amount must be no more than 999,999.99', { code: 'amount_too_large', param: 'amount' })
  if (currency === 'usd' && amount < 50)
    throw invalid('Amount must be at least $0.50', { code: 'amount_too_small', param: 'amount' })
  if (wholeUnits.has(currency) && amount % 100 !== 0)
    throw invalid('Amounts must be evenly divisible by 100', {
      code: 'invalid_charge_amount_no_decimal_compatible',
      param: 'amount',
    })
  if (threeDecimals.has(currency) && amount % 10 !== 0)
    throw invalid('The last digit must be 0', { code: 'invalid_charge_amount', param: 'amount' })
}

export function findIntent(world: World, kind: Intent['kind'], id: string): Intent {
  const intent = world.books.intents.get(id)
  if (intent?.kind !== kind) throw missing(kind, id, 'intent')
  return intent
}

export function updateIntent(intent: Intent, form: Form): void {
  intent.metadata = { ...intent.metadata, ...texts(form, 'metadata') }
}

export function captureIntent(world: World, intent: Intent, form: Form): void {
  if (intent.status !== 'requires_capture') throw unexpected(intent, 'captured')
  const amount = Number(text(form, 'amount_to_capture') ?? intent.amount)
  if (amount > intent.amount)
    throw invalid('The amount is larger than what can be captured', { code: 'amount_too_large' })
  const charge = world.books.charges.get(intent.latestCharge ?? '')
  if (charge === undefined) throw new Error(`${intent.id} has no charge to capture`)
  charge.captured = amount
  intent.received = amount
  intent.status = 'succeeded'
  world.happened('charge.captured', showCharge(charge))
  tell(world, intent, 'succeeded')
  if (world.books.methods.get(intent.method ?? '')?.testCard.disputed) openDispute(world, charge)
}

/** A SetupIntent that succeeded cannot be taken back, as at Stripe. */
export function cancelIntent(world: World, intent: Intent): void {
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpected(intent, 'canceled')
  intent.status = 'canceled'
  intent.challenge = null
  tell(world, intent, 'canceled')
}

export function unexpected(intent: Intent, deed: string): Error {
  return impossible(
    `${intent.kind}_unexpected_state`,
    `This ${intent.kind} could not be ${deed} because it has a status of ${intent.status}.`,
  )
}

export function tell(world: World, intent: Intent, what: string): void {
  world.happened(`${intent.kind}.${what}`, shown(world, intent))
}

export function shown(world: World, intent: Intent, expand: readonly string[] = []): Shown {
  return showIntent(world.books, intent, expand, world.origin())
}
