import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { card, openAsBuyer } from '../support/buyer.ts'
import { linkMaker } from '../support/links.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

async function count(table: string, where: string, value: string): Promise<number> {
  const { rows } = await app().pool.query(`select count(*)::int as n from ${table} where ${where}`, [value])
  return rows[0].n
}

async function linkState(basketId: string): Promise<string> {
  const { rows } = await app().pool.query('select state from links where basket_id = $1', [basketId])
  return rows[0].state
}

describe('a customer opens a link and pays', () => {
  test('by card: the order is complete, the money recorded, the receipt there and mailed', async () => {
    const link = await links.make({ order: { tracking: { campaign: 'win-back', nested: { a: [1] } } } })
    const buyer = await openAsBuyer(app(), link)
    const answer = await buyer.order({ payment: card('tok_ok') })
    expect(answer.body).toMatchObject({
      status: 'complete',
      checkoutId: link.id,
      owner: link.owner,
      id: expect.stringMatching(/^order-[0-9a-f]{32}$/),
      order_reference: expect.stringMatching(/^[0-9A-Z]{12}$/),
      subscriptionReference: expect.stringMatching(/^[0-9A-Z]{12}$/),
    })
    expect(answer.status).toBe(200)
    expect(await count('payments', 'order_id = $1', answer.body.id)).toBe(1)
    expect(await count('subscriptions', `status = 'active' and order_id = $1`, answer.body.id)).toBe(1)
    expect(await linkState(link.id)).toBe('completed')
    const receipt = await buyer.receipt()
    expect(receipt.body).toMatchObject({
      status: 'complete',
      card: { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2034 },
      due: '0.00',
    })
    expect(receipt.body.schedule.length).toBeGreaterThanOrEqual(12)
    expect(await count('mails', 'key = $1', `receipt/${answer.body.id}`)).toBe(1)
    const { rows } = await app().pool.query(
      `select data from events where type = 'order.completed' and order_id = $1`,
      [answer.body.id],
    )
    expect(rows[0].data.tracking).toEqual({ campaign: 'win-back', nested: { a: [1] } })
  })

  test('by invoice: complete before it is paid', async () => {
    const buyer = await openAsBuyer(app(), await links.make())
    const answer = await buyer.order({ payment: { type: 'invoice' } })
    expect(answer.body).toMatchObject({ status: 'complete' })
    expect(await count('payments', 'order_id = $1', answer.body.id)).toBe(0)
    expect(
      await count('invoices', `status = 'open' and balance = total and order_id = $1`, answer.body.id),
    ).toBe(1)
  })

  test('a decline ends nothing: the order keeps its id, the link is open, another card pays', async () => {
    const link = await links.make()
    const buyer = await openAsBuyer(app(), link)
    const declined = await buyer.order({ payment: card('tok_insufficient_funds') })
    expect(declined.status).toBe(402)
    expect(declined.body).toMatchObject({
      code: 'payment_declined',
      decline_code: 'insufficient_funds',
      retryable: true,
      order_id: expect.stringMatching(/^order-/),
    })
    expect(await linkState(link.id)).toBe('opened')
    const paid = await buyer.order({ payment: card('tok_ok') })
    expect(paid.body).toMatchObject({ status: 'complete', id: declined.body.order_id })
    expect(await count('payment_attempts', 'order_id = $1', declined.body.order_id)).toBe(2)
    expect(await count('payments', 'order_id = $1', declined.body.order_id)).toBe(1)
  })

  test('the same order again answers the completed one', async () => {
    const buyer = await openAsBuyer(app(), await links.make())
    const first = await buyer.order()
    expect((await buyer.order()).body).toEqual(first.body)
    expect((await buyer.order({ payment: { type: 'invoice' } })).body).toEqual(first.body)
  })

  test('ten tabs at once make one order and one charge', async () => {
    const link = await links.make()
    const buyers = await Promise.all(Array.from({ length: 10 }, () => openAsBuyer(app(), link)))
    const answers = await Promise.all(buyers.map((buyer) => buyer.order()))
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    expect(await count('orders', 'checkout_id = $1', link.id)).toBe(1)
    expect(await count('payments', 'order_id = $1', answers[0]?.body.id)).toBe(1)
  })

  test('what was previewed is what happens', async () => {
    const buyer = await openAsBuyer(app(), await links.make())
    const preview = await buyer.preview()
    expect(preview.status).toBe(200)
    const answer = await buyer.order({ preview_id: preview.body.preview_id })
    expect(answer.body).toMatchObject({ status: 'complete' })
    const receipt = await buyer.receipt()
    expect(receipt.body.paid).toBe(preview.body.preview.paidAmount)
    expect(receipt.body.next).toEqual(preview.body.nextSchedule)
  })

  test('a customer cannot say what only the basket says', async () => {
    const buyer = await openAsBuyer(app(), await links.make())
    const answer = await buyer.order({
      orderDate: '2020-01-01',
      tracking: {},
      orderItems: [{ id: 'x', offer: {} }],
    })
    expect(answer.status).toBe(400)
    expect(answer.body.code).toBe('not_allowed_for_customer')
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/orderDate',
      '/tracking',
      '/orderItems/0/offer',
    ])
  })
})
