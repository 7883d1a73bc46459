import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StripeServer, startStripeServer } from './server.ts'

let server: StripeServer
let stripe: Stripe

beforeAll(async () => {
  server = await startStripeServer()
  const { hostname, port } = new URL(server.url)
  stripe = new Stripe(server.secretKey, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 })
})
afterAll(() => server.close())

const twenty: Stripe.PaymentIntentCreateParams = {
  amount: 2000,
  currency: 'usd',
  capture_method: 'manual',
  allowed_payment_method_types: ['card'],
}

describe('idempotency keys, as Stripe documents them', () => {
  test('the same key with the same parameters gives the same answer', async () => {
    const first = await stripe.paymentIntents.create(twenty, { idempotencyKey: 'same' })
    const second = await stripe.paymentIntents.create(twenty, { idempotencyKey: 'same' })
    expect(second.id).toBe(first.id)
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
  })

  test('the same key with other parameters is a mistake', async () => {
    await stripe.paymentIntents.create(twenty, { idempotencyKey: 'other' })
    const asked = stripe.paymentIntents.create({ ...twenty, amount: 2100 }, { idempotencyKey: 'other' })
    await expect(asked).rejects.toMatchObject({ statusCode: 400, rawType: 'idempotency_error' })
  })

  test('while the first is at work the second is a conflict', async () => {
    server.faults.latencyMs = 200
    const both = await Promise.allSettled([
      stripe.paymentIntents.create(twenty, { idempotencyKey: 'busy' }),
      stripe.paymentIntents.create(twenty, { idempotencyKey: 'busy' }),
    ])
    server.faults.none()
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject([{ statusCode: 409, code: 'idempotency_key_in_use' }])
  })

  test('an answer of 500 is given again, even though the fault is over', async () => {
    server.faults.next(/POST/, 'broken')
    const ask = () => stripe.paymentIntents.create(twenty, { idempotencyKey: 'broken' })
    await expect(ask()).rejects.toMatchObject({ statusCode: 500 })
    await expect(ask()).rejects.toMatchObject({
      statusCode: 500,
      headers: { 'idempotent-replayed': 'true' },
    })
  })

  test('what was refused before it began leaves no trace', async () => {
    server.faults.next(/POST/, 'limited')
    const ask = () => stripe.paymentIntents.create(twenty, { idempotencyKey: 'limited' })
    await expect(ask()).rejects.toMatchObject({ statusCode: 429 })
    await expect(ask()).resolves.toMatchObject({ status: 'requires_payment_method' })
  })
})

test('what Stripe of this version does not know is refused', async () => {
  const asked = stripe.rawRequest('POST', '/v1/payment_intents', {
    ...twenty,
    payment_method_types: ['card'],
  })
  await expect(asked).rejects.toMatchObject({ statusCode: 400, code: 'parameter_unknown' })
})

test('money that is held is captured once', async () => {
  const { id } = await stripe.paymentIntents.create(twenty)
  await stripe.paymentIntents.confirm(id, {
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example',
  })
  await expect(stripe.paymentIntents.capture(id)).resolves.toMatchObject({ amount_received: 2000 })
  await expect(stripe.paymentIntents.capture(id)).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  })
})

test('a list is paged, newest first', async () => {
  const made: string[] = []
  for (const n of [1, 2, 3]) made.push((await stripe.customers.create({ metadata: { n } })).id)
  const { id: customer } = await stripe.customers.create({})
  for (const _ of made) await stripe.paymentIntents.create({ ...twenty, customer })
  const all = await stripe.paymentIntents.list({ limit: 2 }).autoPagingToArray({ limit: 100 })
  expect(all.length).toBe(server.books.intents.size)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
})
