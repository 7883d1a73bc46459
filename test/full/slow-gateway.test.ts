import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { publishSampleCatalog } from '../support/catalog.ts'
import { booksOf, ordersByClient } from '../support/orders.ts'
import { bearer } from '../support/tokens.ts'

const app = useApp()
beforeAll(() => publishSampleCatalog(app()))

test.each(['authorise', 'capture'])(
  '%s takes longer than ten seconds: 202, and the same order completes',
  async (call) => {
    const payload = { call, loseAnswers: 0, delayMs: 11_000 }
    const headers = await bearer(app(), ['clock:write'])
    const told = await app().http.inject({
      method: 'PUT',
      url: '/api/admin/sandbox/gateway',
      headers,
      payload,
    })
    expect(told.statusCode).toBe(200)
    const client = await ordersByClient(app())
    const body = { external_id: `slow-${call}` }
    const waiting = await client.order('/offers2/Digital Monthly', body)
    expect(waiting).toMatchObject({ status: 202, body: { status: 'processing' } })
    const result = await client.order('/offers2/Digital Monthly', body)
    expect(result).toMatchObject({ status: 200, body: { id: waiting.body.id, status: 'complete' } })
    expect(await booksOf(app(), waiting.body.id)).toEqual([['captured', 999]])
    await app().services.gatewayFaults?.set({ call: 'authorise', loseAnswers: 0, delayMs: 0 })
  },
)
