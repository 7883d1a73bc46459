import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()

beforeAll(async () => {
  for (const day of ['2026-11-19', '2026-11-21', '2026-11-20'])
    await app().services.db.read.reconciliations.save({
      gateway: 'sandbox',
      day,
      payments: 4,
      refunds: 1,
      differences:
        day === '2026-11-20'
          ? [
              {
                kind: 'missing_here',
                id: 'order-1:auth:1',
                gatewayReference: 'gw_1',
                amountHere: undefined,
                amountThere: 9900,
                currency: 'GBP',
              },
            ]
          : [],
    })
  await app().services.db.read.reconciliations.claim('2026-11-22', { gateway: 'sandbox', seconds: 60 })
})

const get = async (query: string, scope: 'settings:read' | 'orders:read' = 'settings:read') =>
  app().http.inject({ url: `/api/admin/reconciliations${query}`, headers: await bearer(app(), [scope]) })

test('200: newest day first, page by page, without the one that is under way', async () => {
  const first = await get('?limit=2')
  expect(first.statusCode).toBe(200)
  expect(first.json().items.map(({ day }: { day: string }) => day)).toEqual(['2026-11-21', '2026-11-20'])
  expect(first.json().items[1]).toMatchObject({
    gateway: 'sandbox',
    payments: 4,
    refunds: 1,
    differences: [
      {
        kind: 'missing_here',
        id: 'order-1:auth:1',
        gatewayReference: 'gw_1',
        amountHere: null,
        amountThere: '99.00',
        currency: 'GBP',
        advice: expect.stringContaining('pay_invoice'),
      },
    ],
  })
  const second = await get(`?limit=2&queryMore=${encodeURIComponent(first.json().queryMore)}`)
  expect(second.json().items.map(({ day }: { day: string }) => day)).toEqual(['2026-11-19'])
  expect(second.json().queryMore).toBeNull()
})

test.each(['?limit=0', '?limit=101', '?day=2026-11-21', '?queryMore=made-up'])('400: %s', async (query) => {
  const answer = await get(query)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_request'])
})

test('401: without a token', async () => {
  expect((await app().http.inject('/api/admin/reconciliations')).statusCode).toBe(401)
})

test('403: without the scope', async () => {
  expect((await get('', 'orders:read')).statusCode).toBe(403)
})
