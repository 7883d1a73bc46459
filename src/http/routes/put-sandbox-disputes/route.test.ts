import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
const url = '/api/admin/sandbox/disputes'

async function put(payload: object) {
  const headers = await bearer(app(), ['clock:write'])
  return app().http.inject({ method: 'PUT', url, headers, payload })
}

/** Takes £9.99 from a card, and answers the gateway's name of the payment. */
async function taken(token: string): Promise<string> {
  const { gateway, random } = app().services
  const key = `${random.uuid()}:auth:1`
  const { reference } = await gateway.authorise({
    key,
    amount: 999,
    currency: 'GBP',
    source: { kind: 'token', token },
    payer: { ownerId: 'owner-1', email: undefined },
    offSession: false,
    returnUrl: 'http://127.0.0.1/back',
  })
  await gateway.capture({ key, reference, amount: 999 })
  return reference
}

/** What the gateway has to tell of disputes by now, the oldest first. */
const told = async () =>
  (
    await app().pool.query(
      `select body #>> '{dispute,status}' as status from sandbox_gateway.notices
       where body ->> 'about' = 'dispute' and due_at <= now() order by created_at`,
    )
  ).rows.map(({ status }) => status)

test('200: whoever paid with a card for it disputes now, and wins or loses when told', async () => {
  await taken('tok_ok')
  const paymentReference = await taken('tok_dispute')
  expect(await told(), 'nobody disputes at once by themselves').toEqual([])
  const opened = await put({ status: 'open' })
  expect(opened.statusCode).toBe(200)
  const dispute = {
    reference: expect.stringMatching(/^gw_dp_/),
    paymentReference,
    amount: '9.99',
    currency: 'GBP',
    reason: 'fraudulent',
  }
  expect(opened.json()).toEqual({ disputes: [{ ...dispute, status: 'open' }] })
  expect((await put({ status: 'open' })).json(), 'once').toEqual(opened.json())
  expect((await put({ status: 'lost' })).json()).toEqual({ disputes: [{ ...dispute, status: 'lost' }] })
  expect((await put({ status: 'won' })).json(), 'it is over').toEqual({
    disputes: [{ ...dispute, status: 'lost' }],
  })
  expect(await told()).toEqual(['open', 'lost'])
})

test.each([{ status: 'withdrawn' }, {}, { status: 'open', payment: 'x' }])('400: %j', async (payload) => {
  expect((await put(payload)).statusCode).toBe(400)
})

test('401: without a token', async () => {
  expect((await app().http.inject({ method: 'PUT', url, payload: {} })).statusCode).toBe(401)
})

test('403: without clock:write', async () => {
  const headers = await bearer(app(), ['settings:write'])
  expect((await app().http.inject({ method: 'PUT', url, headers, payload: {} })).statusCode).toBe(403)
})

test('404: outside a sandbox nobody disputes on request', async () => {
  const server = await buildServer(
    { ...app().services, sandbox: false, sandboxBank: undefined },
    { checkAnswers: true, trustProxy: false, rateLimit: 'off' },
  )
  const headers = await bearer(app(), ['clock:write'])
  const answer = await server.inject({ method: 'PUT', url, headers, payload: { status: 'open' } })
  expect(answer.statusCode).toBe(404)
  await server.close()
})
