import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../../test/stripe-server/faults.ts'
import { settleRefund } from '../../../test/stripe-server/refunds.ts'
import { stripeSettings, useStripe } from '../../../test/support/stripe.ts'
import { type AuthoriseRequest, GatewayRefused, GatewayUnavailable } from '../../ports/payment-gateway.ts'
import { stripeGateway } from './gateway.ts'

const stripe = useStripe()

let ownerId = ''
beforeEach(() => {
  ownerId = randomUUID()
})

function request(token: string, more: Partial<AuthoriseRequest> = {}): AuthoriseRequest {
  return {
    key: randomUUID(),
    amount: 2000,
    currency: 'EUR',
    source: { kind: 'token', token },
    payer: { ownerId, email: 'ada@example.com' },
    offSession: false,
    returnUrl: 'https://shop.example/back',
    ...more,
  }
}

/** A card of this owner, saved for later. */
async function saved(token: string): Promise<Pick<AuthoriseRequest, 'source' | 'offSession'>> {
  const first = await stripe().gateway.authorise(request(token, { amount: 0 }))
  const passed = first.state === 'challenged' ? await pass(first) : first
  if (passed?.state !== 'authorised') throw new Error(`${token} was not saved`)
  return { source: { kind: 'saved', reference: passed.methodReference }, offSession: true }
}

async function pass({ url, reference }: { readonly url: string; readonly reference: string }) {
  stripe().server.passChallenge(url, true)
  const key = stripe().server.books.intents.get(reference)?.metadata.proffer_key ?? ''
  return stripe().gateway.lookup(key)
}

const heldBy = (key: string) =>
  [...stripe().server.books.intents.values()].filter(
    ({ metadata, status }) => metadata.proffer_key === key && status === 'requires_capture',
  ).length

describe('what a card answers', () => {
  test.each<[string, object]>([
    ['pm_card_visa', { state: 'authorised', amount: 2000, card: { brand: 'visa', last4: '4242' } }],
    ['pm_card_chargeDeclined', { declineCode: 'card_declined', retryable: false }],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', { declineCode: 'insufficient_funds', retryable: true }],
    ['pm_card_visa_chargeDeclinedLostCard', { declineCode: 'card_declined' }],
    ['pm_card_chargeDeclinedExpiredCard', { declineCode: 'expired_card' }],
    ['pm_card_chargeDeclinedProcessingError', { declineCode: 'processing_error', retryable: true }],
    ['pm_card_radarBlock', { declineCode: 'blocked', retryable: false }],
    ['pm_card_authenticationRequired', { state: 'challenged' }],
    ['pm_nobodys', { state: 'declined', declineCode: 'invalid_token' }],
    ['ctoken_nobodys', { state: 'declined', declineCode: 'invalid_token' }],
  ])('%s', async (token, expected) => {
    await expect(stripe().gateway.authorise(request(token))).resolves.toMatchObject(expected)
  })

  test.each<[string, object]>([
    ['pm_card_visa', { state: 'authorised' }],
    ['pm_card_chargeCustomerFail', { state: 'declined', declineCode: 'card_declined' }],
    ['pm_card_authenticationRequired', { state: 'declined', declineCode: 'authentication_required' }],
    ['pm_card_authenticationRequiredOnSetup', { state: 'authorised' }],
  ])('%s, saved and charged while the buyer is away', async (token, expected) => {
    const away = request('', await saved(token))
    await expect(stripe().gateway.authorise(away)).resolves.toMatchObject(expected)
    await expect(stripe().gateway.lookup(away.key)).resolves.toMatchObject(expected)
  })

  test('a payment that was declined while the buyer was away is open to nobody', async () => {
    const away = request('', await saved('pm_card_authenticationRequired'))
    const { reference } = await stripe().gateway.authorise(away)
    expect(stripe().server.books.intents.get(reference)?.status).toBe('canceled')
  })

  test('a token of the card element is used once', async () => {
    const { server, gateway } = stripe()
    const made = await fetch(`${server.url}/v1/test_helpers/confirmation_tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.secretKey}` },
      body: new URLSearchParams({ payment_method: 'pm_card_visa' }),
    })
    const { id } = JSON.parse(await made.text())
    await expect(gateway.authorise(request(id))).resolves.toMatchObject({ state: 'authorised' })
    await expect(gateway.authorise(request(id))).resolves.toMatchObject({ declineCode: 'invalid_token' })
  })

  test('the cards of one owner are of one customer', async () => {
    await Promise.all([1, 2, 3].map(() => stripe().gateway.authorise(request('pm_card_visa'))))
    const { intents, customers } = stripe().server.books
    const used = new Set([...intents.values()].map(({ customer }) => customer))
    const ours = [...customers.values()].filter(({ metadata }) => metadata.proffer_owner === ownerId)
    expect(ours.filter(({ id }) => used.has(id))).toHaveLength(1)
  })

  test('a customer who was deleted at Stripe is made again', async () => {
    const { gateway, server } = stripe()
    await gateway.authorise(request('pm_card_visa'))
    for (const { id, metadata } of server.books.customers.values())
      if (metadata.proffer_owner === ownerId) server.books.customers.delete(id)
    await expect(gateway.authorise(request('pm_card_visa'))).resolves.toMatchObject({ state: 'authorised' })
  })
})

describe('a challenge', () => {
  test('that is passed becomes an authorisation, which returns where we said', async () => {
    const { gateway, server } = stripe()
    const asked = request('pm_card_threeDSecure2Required')
    const challenged = await gateway.authorise(asked)
    if (challenged.state !== 'challenged') throw new Error(challenged.state)
    expect(server.passChallenge(challenged.url, true)).toMatch(
      /^https:\/\/shop\.example\/back\?payment_intent=pi_.*redirect_status=succeeded$/,
    )
    await expect(gateway.lookup(asked.key)).resolves.toMatchObject({ state: 'authorised', amount: 2000 })
  })

  test.each<[string, boolean, string]>([
    ['pm_card_threeDSecure2Required', false, 'authentication_failed'],
    ['pm_card_authenticationRequiredChargeDeclined', true, 'card_declined'],
  ])('%s, passed: %s', async (token, passed, declineCode) => {
    const { gateway, server } = stripe()
    const asked = request(token)
    const challenged = await gateway.authorise(asked)
    if (challenged.state !== 'challenged') throw new Error(challenged.state)
    server.passChallenge(challenged.url, passed)
    await expect(gateway.lookup(asked.key)).resolves.toMatchObject({ state: 'declined', declineCode })
    const { key } = asked
    await expect(gateway.void({ key, reference: challenged.reference })).resolves.toMatchObject({
      state: 'declined',
    })
  })

  test('that is ended cannot be passed any more', async () => {
    const { gateway, server } = stripe()
    const asked = request('pm_card_authenticationRequired', { amount: 0 })
    const challenged = await gateway.authorise(asked)
    if (challenged.state !== 'challenged') throw new Error(challenged.state)
    const { key } = asked
    await expect(gateway.void({ key, reference: challenged.reference })).resolves.toMatchObject({
      state: 'voided',
    })
    expect(server.passChallenge(challenged.url, true)).toBeUndefined()
  })
})

describe('amounts', () => {
  test.each<[number, string, object]>([
    [5, 'ISK', { state: 'authorised', amount: 5 }],
    [500, 'JPY', { state: 'authorised', amount: 500 }],
    [5124, 'KWD', { state: 'declined', declineCode: 'amount_not_supported', retryable: false }],
    [5120, 'KWD', { state: 'authorised', amount: 5120 }],
    [49, 'USD', { state: 'declined', declineCode: 'amount_not_supported', retryable: false }],
    [100_000_000, 'EUR', { state: 'declined', declineCode: 'amount_not_supported', retryable: false }],
  ])('%i %s', async (amount, currency, expected) => {
    const asked = request('pm_card_visa', { amount, currency })
    await expect(stripe().gateway.authorise(asked)).resolves.toMatchObject(expected)
  })

  test('what is captured, in part, and sent back is counted in our units', async () => {
    const { gateway, server } = stripe()
    const asked = request('pm_card_visa', { amount: 500, currency: 'ISK' })
    const { reference } = await gateway.authorise(asked)
    await expect(gateway.capture({ key: asked.key, reference, amount: 300 })).resolves.toMatchObject({
      state: 'captured',
      amount: 300,
    })
    await gateway.refund({ key: randomUUID(), reference, amount: 100 })
    const [refund] = [...server.books.refunds.values()].filter(({ intent }) => intent === reference)
    expect(refund?.amount).toBe(10_000)
  })
})

describe('a payment is carried out once, whatever happens to the answers', () => {
  const faults: Fault[] = ['lost', 'broken', 'broken-after', 'limited', 'busy', 'conflict']

  test.each(
    faults.flatMap((fault) => ['create', 'confirm', 'capture'].map((step) => [step, fault] as const)),
  )('%s: %s', async (step, fault) => {
    const { gateway, server } = stripe()
    const asked = request('pm_card_visa')
    const on = step === 'create' ? /POST \/v1\/payment_intents$/ : new RegExp(`POST .*/${step}$`)
    server.faults.next(on, fault, 1)
    const { reference } = await untilKnown(() => gateway.authorise(asked))
    const { key } = asked
    await untilKnown(() => gateway.capture({ key, reference, amount: 2000 }))
    await expect(gateway.lookup(key)).resolves.toMatchObject({ state: 'captured', amount: 2000 })
    const ours = [...server.books.intents.values()].filter(({ metadata }) => metadata.proffer_key === key)
    expect(ours.filter(({ latestCharge }) => latestCharge !== null)).toHaveLength(1)
  })

  test.each(faults)('a refund: %s', async (fault) => {
    const { gateway, server } = stripe()
    const { key, reference } = await captured()
    server.faults.next(/POST \/v1\/refunds/, fault)
    await untilKnown(() => gateway.refund({ key, reference, amount: 700 }))
    await expect(gateway.lookupRefund(key)).resolves.toMatchObject({ state: 'refunded' })
    const sent = [...server.books.refunds.values()].filter(({ intent }) => intent === reference)
    expect(sent.map(({ amount }) => amount)).toEqual([700])
  })

  test('a refund that two processes ask for at once, and that breaks after it was sent, is sent once', async () => {
    const { gateway, server } = stripe()
    const { key, reference } = await captured()
    server.faults.next(/POST \/v1\/refunds/, 'broken-after')
    server.faults.latencyMs = 50
    const ask = () => untilKnown(() => gateway.refund({ key, reference, amount: 700 }))
    const [one, other] = await Promise.all([ask(), ask()])
    expect(one).toEqual(other)
    const sent = [...server.books.refunds.values()].filter(({ intent }) => intent === reference)
    expect(sent.map(({ amount }) => amount)).toEqual([700])
  })

  test('an answer that is lost is no card decline: nobody knows, until it is looked up', async () => {
    const { gateway, server } = stripe()
    const asked = request('pm_card_visa')
    server.faults.next(/confirm/, 'lost')
    await expect(gateway.authorise(asked)).rejects.toThrow(GatewayUnavailable)
    await expect(gateway.lookup(asked.key)).resolves.toMatchObject({ state: 'authorised' })
    expect(heldBy(asked.key)).toBe(1)
  })

  test('what was never confirmed never was', async () => {
    const { gateway, server } = stripe()
    const asked = request('pm_card_visa')
    server.faults.next(/confirm/, 'limited')
    await expect(gateway.authorise(asked)).rejects.toThrow(GatewayUnavailable)
    await expect(gateway.lookup(asked.key)).resolves.toBeUndefined()
    await expect(gateway.lookup('a key of nobody')).resolves.toBeUndefined()
  })

  test('the same key at once in many processes holds the money once', async () => {
    const { gateway, server } = stripe()
    const asked = request('pm_card_visa')
    server.faults.latencyMs = 20
    await Promise.allSettled(Array.from({ length: 8 }, () => gateway.authorise(asked)))
    server.faults.none()
    await expect(untilKnown(() => gateway.authorise(asked))).resolves.toMatchObject({ state: 'authorised' })
    expect(heldBy(asked.key)).toBe(1)
  })

  test('a payment that Stripe does not find, as with the keys of another account, is no payment that never was', async () => {
    const { gateway, server } = stripe()
    const asked = request('pm_card_visa')
    const { reference } = await gateway.authorise(asked)
    server.books.intents.delete(reference)
    await expect(gateway.lookup(asked.key)).rejects.toThrow(GatewayUnavailable)
    await expect(gateway.authorise(asked)).rejects.toThrow(GatewayUnavailable)
  })

  test('a key that Stripe does not accept is an outage and no decline', async () => {
    const { server, sql } = stripe()
    const gateway = stripeGateway({ ...stripeSettings(server), secretKey: 'sk_test_of_another' }, sql)
    await expect(gateway.authorise(request('pm_card_visa'))).rejects.toThrow(GatewayUnavailable)
  })
})

async function untilKnown<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof GatewayUnavailable) || tries === 5) throw error
    }
  }
}

async function captured(
  token = 'pm_card_visa',
): Promise<{ readonly key: string; readonly reference: string }> {
  const { gateway } = stripe()
  const asked = request(token)
  const { reference } = await gateway.authorise(asked)
  await gateway.capture({ key: asked.key, reference, amount: 2000 })
  return { key: asked.key, reference }
}

describe('what is final', () => {
  test('taken money is not let go of, and money let go of is not taken', async () => {
    const { gateway } = stripe()
    const taken = await captured()
    await expect(gateway.void(taken)).rejects.toThrow(GatewayRefused)
    const asked = request('pm_card_visa')
    const { reference } = await gateway.authorise(asked)
    await expect(gateway.void({ key: asked.key, reference })).resolves.toMatchObject({ state: 'voided' })
    await expect(gateway.capture({ key: asked.key, reference, amount: 2000 })).rejects.toThrow(GatewayRefused)
  })

  test('a card that was saved for nothing is let go of for good', async () => {
    const { gateway } = stripe()
    const asked = request('pm_card_visa', { amount: 0 })
    const { reference } = await gateway.authorise(asked)
    await gateway.void({ key: asked.key, reference })
    await expect(gateway.lookup(asked.key)).resolves.toMatchObject({ state: 'voided', amount: 0 })
  })

  test('no more goes back than was taken', async () => {
    const { gateway } = stripe()
    const { reference } = await captured()
    await gateway.refund({ key: randomUUID(), reference, amount: 1500 })
    const more = gateway.refund({ key: randomUUID(), reference, amount: 501 })
    await expect(more).rejects.toThrow(GatewayRefused)
  })

  test('a refund on its way comes back', async () => {
    const { gateway, server } = stripe()
    const { key, reference } = await captured('pm_card_pendingRefund')
    await expect(gateway.refund({ key, reference, amount: 2000 })).resolves.toMatchObject({
      state: 'pending',
    })
    for (const refund of server.books.refunds.values())
      if (refund.intent === reference) settleRefund(server.world, refund, 'failed')
    await expect(gateway.lookupRefund(key)).resolves.toMatchObject({ state: 'failed' })
  })

  test('an email address that Stripe does not take keeps nobody from buying', async () => {
    const asked = request('pm_card_visa', { payer: { ownerId, email: 'ada@intranet' } })
    await expect(stripe().gateway.authorise(asked)).resolves.toMatchObject({ state: 'authorised' })
  })

  test('a saved card is taken off its customer, and that twice', async () => {
    const { gateway, server } = stripe()
    const { source } = await saved('pm_card_visa')
    const reference = source.kind === 'saved' ? source.reference : ''
    await gateway.deleteMethod(reference)
    await gateway.deleteMethod(reference)
    await gateway.deleteMethod('pm_gone')
    expect(server.books.methods.get(reference)?.customer).toBeNull()
    const charged = await gateway.authorise(request('', { source, offSession: true }))
    expect(charged).toMatchObject({ state: 'declined' })
  })
})

async function listed<Listed>(all: AsyncIterable<Listed>): Promise<Listed[]> {
  const list: Listed[] = []
  for await (const one of all) list.push(one)
  return list
}

test('what moved is listed with our keys, page by page', async () => {
  const { gateway, server } = stripe()
  const from = new Date(Date.now() - 60_000).toISOString()
  const until = new Date(Date.now() + 60_000).toISOString()
  const { key, reference } = await captured()
  await gateway.refund({ key: `${key}:back`, reference, amount: 500 })
  const held = request('pm_card_visa')
  await gateway.authorise(held)
  const movements = await listed(gateway.movements({ from, until }))
  expect(movements).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'payment', key, state: 'captured', amount: 2000, currency: 'EUR' }),
      expect.objectContaining({ kind: 'refund', key: `${key}:back`, state: 'refunded', amount: 500 }),
      expect.objectContaining({ kind: 'payment', key: held.key, state: 'authorised', amount: 2000 }),
    ]),
  )
  const holdsOrTook = [...server.books.intents.values()].filter(
    ({ kind, status }) => kind === 'payment_intent' && ['requires_capture', 'succeeded'].includes(status),
  )
  expect(movements.filter(({ kind }) => kind === 'payment')).toHaveLength(holdsOrTook.length)
  await expect(listed(gateway.movements({ from: until, until }))).resolves.toEqual([])
})
