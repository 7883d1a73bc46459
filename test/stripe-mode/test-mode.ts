import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPool } from '../../src/adapters/postgres/pool.ts'
import { sqlOn } from '../../src/adapters/postgres/sql.ts'
import { stripeClient } from '../../src/adapters/stripe/client.ts'
import { stripeGateway } from '../../src/adapters/stripe/gateway.ts'
import {
  type AuthoriseRequest,
  type GatewayPayment,
  GatewayRefused,
  type MoneySource,
  type PaymentGateway,
} from '../../src/ports/payment-gateway.ts'
import { createTestDatabase } from '../support/database.ts'

/** What our own server cannot prove: that Stripe's test mode understands what we ask, and answers as we read it. */

const settings = {
  secretKey: process.env.STRIPE_SECRET_KEY ?? '',
  publishableKey: 'pk_test_unused',
  webhookSecret: 'whsec_unused',
  apiUrl: process.env.STRIPE_API_URL,
  scriptUrl: undefined,
}
const owner = { ownerId: `test-mode-${randomUUID()}`, email: 'buyer@example.com' }

let gateway: PaymentGateway
let close = async () => {}

beforeAll(async () => {
  const database = await createTestDatabase()
  const pool = createPool({
    connectionString: database.url,
    max: 4,
    applicationName: 'stripe test mode',
    onError: () => {},
  })
  gateway = stripeGateway(settings, sqlOn(pool, { roundTrips: 0, commits: 0 }))
  close = async () => {
    await pool.end()
    await database.drop()
  }
})
afterAll(() => close())

const token = (name: string): MoneySource => ({ kind: 'token', token: name })

const request = (source: MoneySource, more: Partial<AuthoriseRequest> = {}): AuthoriseRequest => ({
  key: `test-mode:${randomUUID()}`,
  amount: 2000,
  currency: 'EUR',
  source,
  payer: owner,
  offSession: false,
  returnUrl: 'https://example.com/payment/return',
  ...more,
})

async function held(source = token('pm_card_visa')) {
  const asked = request(source)
  return { asked, payment: await gateway.authorise(asked) }
}

function methodOf(payment: GatewayPayment): string {
  if (!('methodReference' in payment)) throw new Error(`no method was saved: the payment is ${payment.state}`)
  return payment.methodReference
}

describe("Stripe's test mode", () => {
  test('holds money, takes part of it once, and gives some back once', async () => {
    const { asked, payment } = await held()
    expect(payment).toMatchObject({ state: 'authorised', amount: 2000, card: { last4: '4242' } })
    await expect(gateway.authorise(asked)).resolves.toEqual(payment)
    const { reference } = payment
    const capture = () => gateway.capture({ key: asked.key, reference, amount: 1500 })
    await expect(capture()).resolves.toMatchObject({ state: 'captured', amount: 1500 })
    await expect(capture()).resolves.toMatchObject({ state: 'captured', amount: 1500 })
    const back = { key: `${asked.key}:back`, reference, amount: 400 }
    const refund = await gateway.refund(back)
    expect(refund.state).toBe('refunded')
    await expect(gateway.refund(back)).resolves.toEqual(refund)
    await expect(gateway.lookupRefund(back.key)).resolves.toEqual(refund)
    const tooMuch = gateway.refund({ key: `${asked.key}:more`, reference, amount: 1101 })
    await expect(tooMuch).rejects.toThrow(GatewayRefused)
    await expect(gateway.void({ key: asked.key, reference })).rejects.toThrow(GatewayRefused)
  })

  test('lets go of money that is held', async () => {
    const { asked, payment } = await held()
    const { reference } = payment
    await expect(gateway.void({ key: asked.key, reference })).resolves.toMatchObject({ state: 'voided' })
    await expect(gateway.void({ key: asked.key, reference })).resolves.toMatchObject({ state: 'voided' })
    await expect(gateway.lookup(asked.key)).resolves.toMatchObject({ state: 'voided' })
    await expect(gateway.capture({ key: asked.key, reference, amount: 2000 })).rejects.toThrow(GatewayRefused)
  })

  test('takes a token of the card element', async () => {
    const stripe = stripeClient(settings)
    const made = await stripe.testHelpers.confirmationTokens.create({ payment_method: 'pm_card_visa' })
    const { payment } = await held(token(made.id))
    expect(payment.state).toBe('authorised')
  })

  test.each<[string, string]>([
    ['pm_card_visa_chargeDeclined', 'card_declined'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
    ['pm_card_radarBlock', 'blocked'],
    ['pm_nobodys', 'invalid_token'],
  ])('declines %s', async (card, declineCode) => {
    const { payment } = await held(token(card))
    expect(payment).toMatchObject({ state: 'declined', declineCode })
  })

  test('sends the buyer to their bank, and ends that', async () => {
    const { asked, payment } = await held(token('pm_card_authenticationRequired'))
    expect(payment).toMatchObject({ state: 'challenged', url: expect.stringMatching(/^https?:/) })
    await expect(gateway.lookup(asked.key)).resolves.toMatchObject({ state: 'challenged' })
    const { reference } = payment
    await expect(gateway.void({ key: asked.key, reference })).resolves.toMatchObject({ state: 'voided' })
  })

  test('saves a card for nothing, charges it while the buyer is away, and forgets it', async () => {
    const first = request(token('pm_card_visa'), { amount: 0 })
    const saved = await gateway.authorise(first)
    expect(saved).toMatchObject({ state: 'authorised', amount: 0 })
    const source: MoneySource = { kind: 'saved', reference: methodOf(saved) }
    const later = await gateway.authorise(request(source, { offSession: true }))
    expect(later.state).toBe('authorised')
    await gateway.deleteMethod(source.reference)
    await gateway.deleteMethod(source.reference)
    const gone = await gateway.authorise(request(source, { offSession: true })).catch((error) => error)
    expect(gone).not.toMatchObject({ state: 'authorised' })
    await expect(gateway.void({ key: first.key, reference: saved.reference })).resolves.toMatchObject({
      state: 'voided',
    })
  })

  test('writes currencies as we think it does', async () => {
    for (const [currency, amount] of [
      ['JPY', 500],
      ['ISK', 500],
      ['KWD', 5120],
    ] as const) {
      const asked = request(token('pm_card_visa'), { currency, amount })
      const payment = await gateway.authorise(asked)
      expect(payment).toMatchObject({ state: 'authorised', amount })
      await gateway.void({ key: asked.key, reference: payment.reference })
    }
  })

  test('lists what moved', async () => {
    const { asked } = await held()
    const span = {
      from: new Date(Date.now() - 600_000).toISOString(),
      until: new Date(Date.now() + 600_000).toISOString(),
    }
    const keys: (string | undefined)[] = []
    for await (const { key } of gateway.movements(span)) keys.push(key)
    expect(keys).toContain(asked.key)
  })
})
