import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signatureOf } from '../../../test/stripe-server/notices.ts'
import { useStripe } from '../../../test/support/stripe.ts'
import { NoticeRejected } from '../../ports/gateway-notice.ts'
import { disputeStatus } from './notices.ts'

const stripe = useStripe()

const nowSeconds = () => Math.floor(Date.now() / 1000)

function read(body: string, { secret = stripe().server.webhookSecret, at = nowSeconds() } = {}) {
  const headers = { 'stripe-signature': signatureOf(body, secret, at) }
  return stripe().gateway.readNotice({ body: Buffer.from(body), headers })
}

/** Everything that Stripe tells about one payment that is made, taken, sent back and disputed. */
async function told(key: string) {
  const { gateway, server } = stripe()
  const before = server.notices.all.length
  const { reference } = await gateway.authorise({
    key,
    amount: 2000,
    currency: 'EUR',
    source: { kind: 'token', token: 'pm_card_createDispute' },
    payer: { ownerId: randomUUID(), email: undefined },
    offSession: false,
    returnUrl: 'https://shop.example/back',
  })
  await gateway.capture({ key, reference, amount: 2000 })
  await gateway.refund({ key: `${key}:back`, reference, amount: 500 })
  return { reference, notices: server.notices.all.slice(before) }
}

describe('what a notice tells to look at', () => {
  test('payment, refund and dispute', async () => {
    const key = randomUUID()
    const { reference, notices } = await told(key)
    const meanings = Object.fromEntries(
      await Promise.all(notices.map(async ({ type, body }) => [type, await read(body)] as const)),
    )
    const payment = { about: 'payment', key }
    expect(meanings).toMatchObject({
      'payment_intent.created': payment,
      'payment_intent.amount_capturable_updated': payment,
      'payment_intent.succeeded': payment,
      'charge.succeeded': payment,
      'charge.captured': payment,
      'charge.refunded': payment,
      'refund.created': { about: 'refund', key: `${key}:back` },
      'charge.dispute.created': {
        about: 'dispute',
        dispute: {
          paymentReference: reference,
          amount: 2000,
          currency: 'EUR',
          reason: 'fraudulent',
          status: 'open',
          evidenceDueAt: expect.stringMatching(/Z$/),
        },
      },
    })
  })

  test('a refund that somebody made in the dashboard, by its name there', async () => {
    const object = { object: 'refund', id: 're_1', metadata: {} }
    const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'refund.created', data: { object } })
    await expect(read(body)).resolves.toEqual({
      id: 'evt_1',
      about: 'refund',
      key: undefined,
      reference: 're_1',
    })
  })

  test.each([
    ['of somebody else', { object: 'payment_intent', id: 'pi_1', metadata: {} }],
    ['of a thing that we do not use', { object: 'customer', id: 'cus_1', metadata: { proffer_key: 'x' } }],
  ])('nothing, %s', async (_, object) => {
    const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'a.b', data: { object } })
    await expect(read(body)).resolves.toEqual({ id: 'evt_1', about: 'nothing' })
  })
})

describe('a notice is rejected', () => {
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'a.b', data: { object: {} } })

  test('with the signature of another secret', async () => {
    await expect(read(body, { secret: 'whsec_of_another' })).rejects.toThrow(NoticeRejected)
  })

  test('when its signature is old', async () => {
    await expect(read(body, { at: nowSeconds() - 301 })).rejects.toThrow(NoticeRejected)
  })

  test('when something in it was changed', async () => {
    const headers = { 'stripe-signature': signatureOf(body, stripe().server.webhookSecret) }
    const message = { body: Buffer.from(body.replace('evt_1', 'evt_2')), headers }
    await expect(stripe().gateway.readNotice(message)).rejects.toThrow(NoticeRejected)
  })

  test.each([[{}], [{ 'stripe-signature': 'nonsense' }], [{ 'stripe-signature': ['t=1', 'v1=2'] }]])(
    'with no signature that can be read: %j',
    async (headers) => {
      const message = { body: Buffer.from(body), headers }
      await expect(stripe().gateway.readNotice(message)).rejects.toThrow(NoticeRejected)
    },
  )
})

test.each([
  ['needs_response', 'open'],
  ['warning_under_review', 'open'],
  ['appeal_needs_response', 'open'],
  ['won', 'won'],
  ['warning_closed', 'won'],
  ['prevented', 'won'],
  ['lost', 'lost'],
  ['a status of next year', 'open'],
])('a dispute that is %s is %s', (status, expected) => {
  expect(disputeStatus(status)).toBe(expected)
})
