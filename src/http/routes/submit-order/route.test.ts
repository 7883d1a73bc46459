import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../../../test/support/agent.ts'
import { useApp } from '../../../../test/support/app.ts'
import { card } from '../../../../test/support/buyer.ts'
import { offerNamed } from '../../../../test/support/catalog.ts'
import { linkMaker } from '../../../../test/support/links.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

const monthly = '/offers2/Digital Monthly'

/** How many rows there are of everything that an order writes. */
async function rowsWritten(): Promise<number> {
  const tables = ['orders', 'owners', 'customers', 'subscriptions', 'invoices', 'events', 'payment_attempts']
  const { rows } = await app().pool.query(
    `select ${tables.map((table) => `(select count(*)::int from ${table})`).join(' + ')} as n`,
  )
  return rows[0].n
}

describe('200', () => {
  test('an order that is processed immediately answers its result', async () => {
    const body = await agent.orderOf(monthly, {
      external_id: 'EXT-1',
      initiated_source: 'salesforce',
      source: 'crm',
    })
    const answer = await agent.submit(body)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^order-[0-9a-f]{32}$/),
      order_reference: expect.stringMatching(/^[0-9A-Z]{12}$/),
      status: 'complete',
      external_id: 'EXT-1',
      subscriptionReference: expect.stringMatching(/^[0-9A-Z]{12}$/),
      owner: expect.stringMatching(/^id-[0-9a-f]{32}$/),
      checkoutId: expect.stringMatching(/^basket-/),
      subscriptions: [
        {
          id: expect.stringMatching(/^sub-/),
          reference: answer.body.subscriptionReference,
          orderItemId: expect.any(String),
        },
      ],
    })
  })

  test('a queued order answers at once and names no subscription yet', async () => {
    const answer = await agent.submit(await agent.orderOf(monthly, { process_immediately: false }))
    expect(answer.body).toMatchObject({ status: 'submitted', subscriptionReference: null, subscriptions: [] })
  })

  test('a queued order that was declined is queued again with another card, and answers at once', async () => {
    const body = await agent.orderOf(monthly, {
      process_immediately: false,
      checkoutId: `basket-${randomUUID()}`,
    })
    const declined = await agent.submit({ ...body, payment: card('tok_declined'), process_immediately: true })
    expect(declined.status).toBe(402)
    const again = await agent.submit({ ...body, payment: card('tok_ok') })
    expect(again).toMatchObject({ status: 200, body: { id: declined.body.order_id } })
  })

  test('the same external_id with the same body is the same order, however it is paid or processed', async () => {
    const body = await agent.orderOf(monthly, { external_id: 'EXT-2' })
    const first = await agent.submit(body)
    const again = await agent.submit({ ...body, payment: card('tok_ok'), process_immediately: false })
    expect(again.body).toEqual(first.body)
  })

  test('twenty at once with one external_id make one order', async () => {
    const body = await agent.orderOf(monthly, { external_id: 'EXT-3' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => agent.submit(body)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
  })

  test('the basket of a link can be ordered by a client, with and without repeating what is in it', async () => {
    const links = await linkMaker(app())
    for (const repeat of [false, true]) {
      const link = await links.make({
        order: { country: 'GB', customerDetails: { email: 'ada@example.com' } },
      })
      const items = repeat
        ? { orderItems: [{ offer: { id: links.offer.id, version: links.offer.version } }] }
        : {}
      const body = {
        order_type: 'new',
        process_immediately: true,
        checkoutId: link.id,
        payment: { type: 'invoice' },
        ...items,
      }
      const answer = await agent.submit(body)
      expect(answer.body).toMatchObject({ status: 'complete', owner: link.owner, checkoutId: link.id })
    }
  })

  test('orders of one CRM account belong to its one owner', async () => {
    const tracking = { accountId: '0017x00000Q9O9qAAF' }
    const bodies = await Promise.all(Array.from({ length: 10 }, () => agent.orderOf(monthly, { tracking })))
    const answers = await Promise.all(bodies.map((body) => agent.submit(body)))
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
    expect(new Set(answers.map((answer) => answer.body.owner)).size).toBe(1)
  })

  test('an order in the future is complete now, and its subscription waits', async () => {
    const start = new Date(Date.parse(app().services.clock.now()) + 10 * 86_400_000)
      .toISOString()
      .slice(0, 10)
    const answer = await agent.submit(await agent.orderOf(monthly, { orderDate: start }))
    expect(answer.body.status).toBe('complete')
    const { rows } = await app().pool.query(
      'select status, start_on from subscriptions where order_id = $1',
      [answer.body.id],
    )
    expect(rows).toEqual([{ status: 'pending', start_on: start }])
  })

  test('a withdrawn version completes for a link that was made before', async () => {
    const links = await linkMaker(app())
    const link = await links.make({ order: { country: 'GB', customerDetails: { email: 'ada@example.com' } } })
    await app().pool.query(`update catalog_versions set status = 'withdrawn' where id = $1`, [links.offer.id])
    const body = {
      order_type: 'new',
      process_immediately: true,
      checkoutId: link.id,
      payment: { type: 'invoice' },
    }
    expect((await agent.submit(body)).body).toMatchObject({ status: 'complete' })
    await app().pool.query(`update catalog_versions set status = 'published' where id = $1`, [links.offer.id])
  })
})

describe('400', () => {
  const cases: [string, object, string, string][] = [
    ['no order type', { order_type: undefined }, 'invalid_request', '/order_type'],
    ['an unknown order type', { order_type: 'nwe' }, 'invalid_request', '/order_type'],
    ['no payment', { payment: undefined }, 'invalid_request', '/payment'],
    ['no country', { country: undefined }, 'invalid_request', '/country'],
    ['a country in small letters', { country: 'gb' }, 'invalid_request', '/country'],
    ['a country the offer is not sold in', { country: 'US' }, 'country_not_allowed', '/country'],
    ['no e-mail', { customerDetails: {} }, 'email_required', '/customerDetails/email'],
    [
      'a quantity of nothing',
      { orderItems: [{ offer: { id: 'ID', version: 'VERSION' }, quantity: 0 }] },
      'invalid_request',
      '/orderItems/0/quantity',
    ],
    ['no items and no basket', { orderItems: undefined }, 'invalid_request', '/orderItems'],
    ['an empty list of items', { orderItems: [] }, 'invalid_request', '/orderItems'],
    ['an external_id that is too long', { external_id: 'x'.repeat(129) }, 'invalid_request', '/external_id'],
    [
      'a bad Salesforce id',
      { tracking: { accountId: '0017x00000Q9O9qAAG' } },
      'invalid_salesforce_id',
      '/tracking/accountId',
    ],
    ['a checkoutId of another shape', { checkoutId: 'basket-1' }, 'invalid_request', '/checkoutId'],
    ['a start too long ago', { orderDate: '2001-01-01' }, 'order_date_out_of_range', '/orderDate'],
    [
      'a payment that nobody here takes',
      { payment: { type: 'paypal', paypal: { result: {} } } },
      'payment_type_not_supported',
      '/payment/type',
    ],
    ['an unknown payment type', { payment: { type: 'shells' } }, 'invalid_request', '/payment/type'],
  ]
  test.each(cases)('%s', async (_name, more, code, pointer) => {
    const offer = await offerNamed(app(), monthly)
    const text = JSON.stringify(await agent.orderOf(monthly, more))
      .replace('"ID"', `"${offer.id}"`)
      .replace('"VERSION"', `"${offer.version}"`)
    const before = await rowsWritten()
    const answer = await agent.submit(JSON.parse(text))
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code, errors: [expect.objectContaining({ pointer })] })
    expect(await rowsWritten()).toBe(before)
  })

  test('another basket than the one that checkoutId names', async () => {
    const links = await linkMaker(app())
    const link = await links.make()
    const answer = await agent.submit(await agent.orderOf('/offers2/Business', { checkoutId: link.id }))
    expect(answer).toMatchObject({ status: 400, body: { code: 'basket_differs' } })
  })

  test('a basket that does not exist, without items', async () => {
    const checkoutId = `basket-${app().services.random.uuid()}`
    const answer = await agent.submit(await agent.orderOf(monthly, { checkoutId, orderItems: undefined }))
    expect(answer).toMatchObject({ status: 404, body: { code: 'basket_not_found' } })
  })

  test('a body that is no JSON', async () => {
    const answer = await app().http.inject({
      method: 'POST',
      url: '/api/admin/order',
      headers: { ...(await bearer(app(), ['orders:write'])), 'content-type': 'application/json' },
      payload: '{"order_type": ',
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ code: 'invalid_request' })
  })

  test.each(['[]', '"text"', '7', 'null'])('a body that is no object: %s', async (payload) => {
    const answer = await app().http.inject({
      method: 'POST',
      url: '/api/admin/order',
      headers: { ...(await bearer(app(), ['orders:write'])), 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBe(400)
  })
})

describe('401 and 403', () => {
  test('without a token', async () => {
    const answer = await app().http.inject({ method: 'POST', url: '/api/admin/order', payload: {} })
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toContain('Bearer')
  })

  test('with a token that may only preview', async () => {
    const headers = await bearer(app(), ['orders:preview'])
    const answer = await app().http.inject({ method: 'POST', url: '/api/admin/order', headers, payload: {} })
    expect(answer.statusCode).toBe(403)
    expect(answer.json()).toMatchObject({
      code: 'insufficient_scope',
      detail: expect.stringContaining('orders:write'),
    })
  })
})

describe('402', () => {
  test('a declined card: the order waits, and the same external_id can be paid otherwise', async () => {
    const body = await agent.orderOf(monthly, { external_id: 'EXT-4', payment: card('tok_declined') })
    const declined = await agent.submit(body)
    expect(declined).toMatchObject({
      status: 402,
      body: { code: 'payment_declined', decline_code: 'card_declined', retryable: false },
    })
    const paid = await agent.submit({ ...body, payment: card('tok_ok') })
    expect(paid.body).toMatchObject({ status: 'complete', id: declined.body.order_id })
  })
})

describe('404', () => {
  test('an offer that does not exist', async () => {
    const offer = { id: 'a'.repeat(40), version: 'b'.repeat(40) }
    const answer = await agent.submit(await agent.orderOf(monthly, { orderItems: [{ offer }] }))
    expect(answer).toMatchObject({ status: 404, body: { code: 'offer_not_found' } })
  })

  test('a version that is not published', async () => {
    const { id, version } = await offerNamed(app(), '/offers2/Business')
    await app().pool.query(`update catalog_versions set status = 'withdrawn' where id = $1`, [id])
    const answer = await agent.submit(
      await agent.orderOf(monthly, { orderItems: [{ offer: { id, version } }] }),
    )
    expect(answer).toMatchObject({ status: 404, body: { code: 'offer_not_published' } })
    await app().pool.query(`update catalog_versions set status = 'published' where id = $1`, [id])
  })

  test('an owner who does not exist', async () => {
    const answer = await agent.submit(await agent.orderOf(monthly, { owner: `id-${'0'.repeat(32)}` }))
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

describe('409', () => {
  test('the same external_id with another body', async () => {
    const body = await agent.orderOf(monthly, { external_id: 'EXT-5' })
    await agent.submit(body)
    const answer = await agent.submit({ ...body, customFields: { other: true } })
    expect(answer).toMatchObject({ status: 409, body: { code: 'external_id_conflict' } })
  })

  test('another outcome than was expected, with what differs', async () => {
    const body = await agent.orderOf('/offers2/Business')
    const preview = await agent.preview(body)
    const [item] = body.orderItems as object[]
    const answer = await agent.submit({
      ...body,
      orderItems: [{ ...item, quantity: 2 }],
      preview_id: preview.body.preview_id,
    })
    expect(answer).toMatchObject({ status: 409, body: { code: 'changes_differ' } })
    const invoiced = { line: 'invoice 1, line 1', before: '12.00 for 1 and tax 0.00' }
    expect(answer.body.differences).toContainEqual({ ...invoiced, after: '24.00 for 2 and tax 0.00' })
    expect(answer.body.errors).toContainEqual({
      pointer: '',
      code: 'changes_differ',
      message: 'invoice 1, line 1: was 12.00 for 1 and tax 0.00, would be 24.00 for 2 and tax 0.00',
    })
  })

  test('another outcome than a fingerprint says, with what the order would do now', async () => {
    const body = await agent.orderOf(monthly, { expected_fingerprint: '0'.repeat(64) })
    const answer = await agent.submit(body)
    expect(answer).toMatchObject({ status: 409, body: { code: 'changes_differ' } })
    const now = { line: 'invoice 1, line 1', after: '9.99 for 1 and tax 0.00' }
    expect(answer.body.differences).toContainEqual(now)
  })

  test('a preview_id beside the fingerprint of something else', async () => {
    const body = await agent.orderOf(monthly)
    const { preview_id } = (await agent.preview(body)).body
    const answer = await agent.submit({ ...body, preview_id, expected_fingerprint: '0'.repeat(64) })
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'changes_differ', errors: [{ pointer: '/expected_fingerprint' }] },
    })
  })
})

describe('410', () => {
  test('the link of the basket has expired', async () => {
    const links = await linkMaker(app())
    const link = await links.make({ order: { country: 'GB', customerDetails: { email: 'ada@example.com' } } })
    await app().pool.query('update links set expires_at = $2 where basket_id = $1', [
      link.id,
      '2020-01-01T00:00:00Z',
    ])
    const answer = await agent.submit({
      order_type: 'new',
      checkoutId: link.id,
      payment: { type: 'invoice' },
    })
    expect(answer).toMatchObject({ status: 410, body: { code: 'link_expired' } })
  })
})

describe('413 and 415', () => {
  test('a body of more than a megabyte', async () => {
    const answer = await agent.submit({ customFields: { text: 'x'.repeat(1_000_001) } })
    expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
  })

  test('a body that is not JSON by its own word', async () => {
    const headers = { ...(await bearer(app(), ['orders:write'])), 'content-type': 'text/plain' }
    const answer = await app().http.inject({
      method: 'POST',
      url: '/api/admin/order',
      headers,
      payload: '{}',
    })
    expect(answer.statusCode).toBe(415)
  })
})
