import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { ada, card, openAsBuyer } from '../../test/support/buyer.ts'
import { letDaysPass, linkMaker } from '../../test/support/links.ts'
import {
  attemptsOf,
  booksOf,
  linkStateOf,
  madeBy,
  storedOrder,
  withServices,
} from '../../test/support/orders.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

async function declinedOrder() {
  const link = await links.make()
  const buyer = await openAsBuyer(app(), link)
  const declined = await buyer.order({ payment: card('tok_declined') })
  expect(declined.status).toBe(402)
  return { link, buyer, id: declined.body.order_id as string }
}

describe('after a decline', () => {
  test('every card is an attempt of the same order, until one pays', async () => {
    const { buyer, id } = await declinedOrder()
    for (const token of ['tok_expired', 'tok_insufficient_funds', 'tok_insufficient_funds'])
      expect((await buyer.order({ payment: card(token) })).body).toMatchObject({ order_id: id })
    expect((await buyer.order()).body).toMatchObject({ id, status: 'complete' })
    expect((await attemptsOf(app(), id)).map(([state]) => state)).toEqual([
      'declined',
      'declined',
      'declined',
      'declined',
      'captured',
    ])
    expect((await booksOf(app(), id)).filter(([state]) => state === 'captured')).toEqual([['captured', 999]])
  })

  test('an invoice may pay instead', async () => {
    const { buyer, id } = await declinedOrder()
    expect((await buyer.order({ payment: { type: 'invoice' } })).body).toMatchObject({
      id,
      status: 'complete',
    })
    expect(await madeBy(app(), id, 'payments')).toBe(0)
    expect(await madeBy(app(), id, 'invoices')).toBe(1)
  })

  test('the buyer may correct their details', async () => {
    const { buyer, id } = await declinedOrder()
    await buyer.order({ customerDetails: { ...ada, email: 'right@example.com' } })
    const { rows } = await app().pool.query('select details from customers where order_id = $1', [id])
    expect(rows[0].details.email).toBe('right@example.com')
  })

  test('an order without payment is refused, and the one that waits goes on waiting', async () => {
    const { link, buyer, id } = await declinedOrder()
    const answer = await buyer.order({ payment: undefined })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/payment' }] } })
    expect((await storedOrder(app(), id)).status).toBe('pending-payment')
    expect(await linkStateOf(app(), link.id)).toBe('opened')
    expect((await buyer.order()).body).toMatchObject({ id, status: 'complete' })
  })

  test('no card pays once the link is over', async () => {
    const { buyer, id } = await declinedOrder()
    await letDaysPass(app(), 31)
    expect((await buyer.order()).body).toMatchObject({ code: 'link_expired' })
    expect((await booksOf(app(), id)).map(([state]) => state)).toEqual(['declined'])
  })
})

test('a card that meets the end of its link loses, and nobody waits for the other for ever', async () => {
  const { link, buyer, id } = await declinedOrder()
  // As the worker ends links: the link, then the order that waits behind it.
  const worker = await app().pool.connect()
  await worker.query('begin')
  await worker.query(`update links set state = 'expired' where basket_id = $1`, [link.id])
  const answer = buyer.order()
  const blocked = async () =>
    (
      await app().pool.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
    ).rowCount
  await expect.poll(blocked).toBe(1)
  await worker.query(`update orders set status = 'cancelled' where id = $1 and status = 'pending-payment'`, [
    id,
  ])
  await worker.query('commit')
  worker.release()
  expect(await answer).toMatchObject({ status: 410, body: { code: 'link_expired' } })
  expect((await booksOf(app(), id)).map(([state]) => state)).toEqual(['declined'])
})

describe('while a card is being tried', () => {
  /** A server whose gateway authorises, then waits for `open` before it answers. */
  async function slowServer() {
    const gate = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    const { gateway } = app().services
    const server = await withServices(app(), {
      gateway: {
        ...gateway,
        authorise: async (request) => {
          const payment = await gateway.authorise(request)
          reached.resolve()
          await gate.promise
          return payment
        },
      },
    })
    return { server, open: gate.resolve, reached: reached.promise }
  }

  test('another card is refused, the same card waits for the same result', async () => {
    const { server, open, reached } = await slowServer()
    const buyer = await openAsBuyer(server, await links.make())
    const first = buyer.order({ payment: card('tok_ok') })
    await reached
    const other = await buyer.order({ payment: card('tok_dispute') })
    expect(other).toMatchObject({ status: 409, body: { code: 'payment_in_progress' } })
    expect(other.headers['retry-after']).toBeDefined()
    const same = buyer.order({ payment: card('tok_ok') })
    open()
    const [one, two] = await Promise.all([first, same])
    expect(one.body).toMatchObject({ status: 'complete', id: other.body.order_id })
    expect(two.body).toEqual(one.body)
    expect(await booksOf(app(), one.body.id)).toEqual([['captured', 999]])
  })

  test('of two cards at once after a decline one is tried, the other refused', async () => {
    const { buyer, id } = await declinedOrder()
    const answers = await Promise.all([
      buyer.order({ payment: card('tok_ok') }),
      buyer.order({ payment: card('tok_dispute') }),
    ])
    const complete = answers.filter((answer) => answer.body.status === 'complete')
    // The slower one meets the payment in hand, or the completed order when that was quick.
    for (const answer of answers) expect([answer.body.id, answer.body.order_id]).toContain(id)
    expect(complete.length).toBeGreaterThanOrEqual(1)
    expect((await booksOf(app(), id)).filter(([state]) => state === 'captured')).toHaveLength(1)
    expect(await madeBy(app(), id, 'payments')).toBe(1)
  })
})
