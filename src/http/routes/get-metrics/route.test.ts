import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
const token = 'a-token-for-the-metrics'

test('200: figures, with patterns in place of addresses', async () => {
  await app().http.inject('/checkout/link/a-token-that-nobody-may-see')
  await app().http.inject('/health')
  const answer = await app().http.inject('/metrics')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toContain('text/plain')
  expect(answer.body).toMatch(
    /proffer_http_request_seconds_count\{method="GET",route="\/health",status="200"\} 1/,
  )
  expect(answer.body).toMatch(/^proffer_db_round_trips_total \d+$/m)
  expect(answer.body).toMatch(/^proffer_queue_jobs\{state="waiting"\} 0$/m)
  expect(answer.body).toMatch(/^proffer_db_pool_connections\{state="open"\} \d+$/m)
  expect(answer.body).not.toContain('a-token-that-nobody-may-see')
})

test.each([
  ['through a proxy', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
  ['from another machine', { remoteAddress: '10.0.0.7' }],
])('401 without METRICS_TOKEN: %s', async (_, how) => {
  const answer = await app().http.inject({ url: '/metrics', ...how })
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
})

test('with METRICS_TOKEN only its holder sees them, from anywhere', async () => {
  const http = await buildServer(app().services, {
    checkAnswers: true,
    trustProxy: false,
    rateLimit: 'on',
    metricsToken: token,
  })
  const ask = (authorization?: string) =>
    http.inject({
      url: '/metrics',
      remoteAddress: '10.0.0.7',
      headers: authorization === undefined ? {} : { authorization },
    })
  expect((await ask(`Bearer ${token}`)).statusCode).toBe(200)
  expect((await ask(`Bearer ${token}x`)).statusCode).toBe(401)
  expect((await ask()).statusCode).toBe(401)
  await http.close()
})
