import { expect, test } from 'vitest'
import { calloutServer, isSigned, json } from '../../../test/support/callout-server.ts'
import { GatewayRefused, GatewayUnavailable } from '../../ports/payment-gateway.ts'
import { calloutGateway } from './gateway.ts'

const request = {
  key: 'order-1:auth:1',
  amount: 1999,
  currency: 'GBP',
  source: { kind: 'token', token: 'PSP-1' },
  payer: { ownerId: 'id-1', email: undefined },
  offSession: false,
  returnUrl: 'http://127.0.0.1',
} as const

const gatewayAt = (url: string) =>
  calloutGateway('bank', () => ({ name: 'bank', url, secret: 'shared', now: () => 1_800_000_000_000 }))

test('the question says what is to be confirmed, is signed, and carries the key', async () => {
  const { url, asked } = await calloutServer(json({ confirmed: true }))
  const payment = await gatewayAt(url).authorise(request)
  expect(payment).toMatchObject({ state: 'authorised', reference: 'PSP-1', amount: 1999, card: undefined })
  const [one] = asked
  expect(one).toMatchObject({
    key: 'order-1:auth:1',
    question: {
      action: 'confirm',
      order: 'order-1',
      gateway: 'bank',
      reference: 'PSP-1',
      amount: '19.99',
      currency: 'GBP',
    },
  })
  expect(one && isSigned(one, 'shared')).toBe(true)
  expect(one && isSigned(one, 'another')).toBe(false)
})

test.each([
  [
    { confirmed: false, code: 'unknown_reference' },
    { declineCode: 'unknown_reference', retryable: false },
  ],
  [
    { confirmed: false, code: 'later', retryable: true },
    { declineCode: 'later', retryable: true },
  ],
  [{ confirmed: false }, { declineCode: 'not_confirmed', retryable: false }],
  [
    { confirmed: false, code: '<b>no</b>' },
    { declineCode: 'not_confirmed', retryable: false },
  ],
])('a no is a decline with its code: %o', async (answer, expected) => {
  const { url } = await calloutServer(json(answer))
  expect(await gatewayAt(url).authorise(request)).toMatchObject({ state: 'declined', ...expected })
})

test('whatever else is answered leaves the outcome unknown', async () => {
  const server = await calloutServer(json({}))
  const away = await calloutServer(json({ confirmed: true }))
  const gateway = gatewayAt(server.url)
  const answers: Parameters<typeof server.answer>[0][] = [
    json({ confirmed: true }, 500),
    json({ confirmed: true }, 404),
    json({ confirmed: 'yes' }),
    json([]),
    (response) => response.writeHead(302, { location: away.url }).end(),
    (response) => response.end('confirmed'),
    (response) => response.end(JSON.stringify({ confirmed: true, more: 'x'.repeat(20_000) })),
    (response) => response.destroy(),
  ]
  for (const answer of answers) {
    server.answer(answer)
    await expect(gateway.authorise(request)).rejects.toThrow(GatewayUnavailable)
  }
  expect(away.asked).toEqual([])
})

test('a system that is not configured any more confirms nothing, and lets go of everything', async () => {
  const gateway = calloutGateway('bank', () => undefined)
  await expect(gateway.authorise(request)).rejects.toThrow(GatewayRefused)
  expect(await gateway.void({ key: 'order-1:auth:1', reference: 'PSP-1' })).toMatchObject({ state: 'voided' })
})

test('what is let go of is told, under a key of its own', async () => {
  const { url, asked } = await calloutServer(json({}))
  await gatewayAt(url).void({ key: 'order-1:auth:1', reference: 'PSP-1' })
  expect(asked).toMatchObject([
    { key: 'order-1:auth:1:release', question: { action: 'release', order: 'order-1', reference: 'PSP-1' } },
  ])
})
