import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '../../src/adapters/pino/log.ts'
import { payLinkOf } from '../../src/billing/pay-link.ts'
import { buildServer } from '../../src/http/server.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { exchange, fromPage, linkMaker, tokenOf } from '../support/links.ts'
import { bearer } from '../support/tokens.ts'

const app = useApp()

const person = {
  firstName: 'Canaryname',
  lastName: 'Canarylast',
  email: 'canary@example.com',
  phone: '+44 20 7946 0958 11',
}

test('neither logs nor metrics hold a name, an address, a token or a cookie, whatever happens', async () => {
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const settings = { checkAnswers: true, trustProxy: false, rateLimit: 'on' } as const
  const http = await buildServer(
    { ...app().services, log },
    { ...settings, metricsToken: 'metrics-canary', log },
  )
  onTestFinished(() => http.close())
  const { make, authorization } = await linkMaker(app())
  const link = await make({
    order: { country: 'GB', customerDetails: person, tracking: { note: 'canarynote' } },
  })
  const { cookie } = await exchange({ ...app(), http }, link)
  const recovery = new URL(link.recoveryLink, 'http://x').searchParams.get('recover') ?? ''
  const page = { ...fromPage, cookie }
  const order = { order_type: 'new', checkoutId: link.id, country: 'GB', customerDetails: person }
  const reader = await bearer(app(), ['objects:read'])
  const post = (url: string, payload: object, headers: object = page) =>
    http.inject({ method: 'POST', url, headers: { ...headers }, payload })

  const token = payLinkOf(app().services, 'invoice-canary').token
  const wanted = [
    await http.inject(link.assistedCheckoutLink),
    await http.inject(link.recoveryLink),
    await post('/api/order', { ...order, payment: card('tok_declined') }),
    await post('/api/order', { ...order, payment: card('tok_ok') }),
    await http.inject({ url: `/api/objects/limio/orders?email=${person.email}`, headers: reader }),
    await http.inject({ url: `/api/objects/limio/orders?email=${person.email}%00`, headers: reader }),
    await post('/api/order', { ...order, customerDetails: { ...person, email: 'canary no address' } }),
    await http.inject(`/checkout/links/${tokenOf(link)}`),
    await http.inject({
      url: `/health?${tokenOf(link)}`,
      headers: { ...authorization, 'user-agent': person.email },
    }),
    await http.inject(`/pay/${token}`),
    await http.inject(`/pay/${token}/invoice`),
    await post('/api/pay', { token }),
    await http.inject({ url: '/metrics', headers: { authorization: 'Bearer metrics-canary' } }),
  ]

  expect(wanted.map(({ statusCode }) => statusCode)).toEqual([
    200, 303, 402, 200, 200, 400, 400, 404, 200, 404, 404, 404, 200,
  ])
  expect(lines.length).toBeGreaterThanOrEqual(wanted.length)
  const secrets = [
    tokenOf(link),
    token,
    recovery,
    cookie.split('=')[1] ?? '',
    authorization.authorization.slice(7),
    'metrics-canary',
  ]
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(10)
  for (const secret of [...secrets, ...Object.values(person), 'anary'])
    expect([
      secret,
      lines.some((line) => line.includes(secret)),
      wanted.at(-1)?.body.includes(secret),
    ]).toEqual([secret, false, false])
})
