import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { InitiateAnswer } from '../../src/contract/checkout.ts'
import { resumeOrder } from '../../src/orders/resume-payment.ts'
import { type TestApp, useApp } from '../support/app.ts'
import { type Bank, bankBefore } from '../support/bank.ts'
import { type Buyer, card, openAsBuyer } from '../support/buyer.ts'
import { exchange, letDaysPass, linkMaker } from '../support/links.ts'
import { attemptsOf, booksOf, linkStateOf, madeBy, storedOrder, withServices } from '../support/orders.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
let bank: Bank
let shop: TestApp
let link: InitiateAnswer
let buyer: Buyer
beforeAll(async () => {
  links = await linkMaker(app())
})

beforeEach(async () => {
  bank = bankBefore(app().services.gateway)
  shop = await withServices(app(), { gateway: bank.gateway })
  link = await links.make()
  buyer = await openAsBuyer(shop, link)
})

/** Presses the button with a card whose bank wants to see the buyer. */
async function sentAway(token = 'tok_bank'): Promise<{ id: string; url: string }> {
  const { status, body } = await buyer.order({ payment: card(token) })
  expect([status, body.status, body.nextAction?.type]).toEqual([200, 'pending-payment', 'redirect'])
  return { id: body.id, url: body.nextAction.url }
}

describe('a buyer whose bank wants to see them', () => {
  test('passes, comes back and has bought, charged once', async () => {
    const { id, url } = await sentAway()
    expect(await linkStateOf(app(), link.id)).toBe('paying')
    bank.approve(url)
    expect(await buyer.resume()).toMatchObject({ status: 200, body: { id, status: 'complete' } })
    expect(await attemptsOf(app(), id)).toEqual([['captured', 999]])
    expect((await buyer.receipt()).body).toMatchObject({ status: 'complete', paid: '9.99' })
    expect(await linkStateOf(app(), link.id)).toBe('completed')
  })

  test('is still waited for when they come back without having passed, and is sent there again', async () => {
    const { id, url } = await sentAway()
    const nextAction = { type: 'redirect', url }
    expect((await buyer.resume()).body).toMatchObject({ id, status: 'pending-payment', nextAction })
    expect((await buyer.order({ payment: card('tok_bank') })).body).toMatchObject({ id, nextAction })
    expect(await attemptsOf(app(), id)).toEqual([['challenged', 999]])
  })

  test('fails there, and pays with another card', async () => {
    const { id, url } = await sentAway()
    bank.refuse(url)
    expect(await buyer.resume()).toMatchObject({
      status: 402,
      body: { order_id: id, decline_code: 'authentication_failed' },
    })
    expect(await linkStateOf(app(), link.id)).toBe('opened')
    expect((await buyer.order()).body).toMatchObject({ id, status: 'complete' })
    expect((await attemptsOf(app(), id)).map(([state]) => state)).toEqual(['declined', 'captured'])
  })

  test('opens the link on another device, which knows where the bank waits', async () => {
    const { id, url } = await sentAway()
    const phone = await exchange(shop, link)
    expect(phone.answer.json().order).toMatchObject({ id, nextAction: { type: 'redirect', url } })
    bank.approve(url)
    expect((await (await openAsBuyer(shop, link)).resume()).body).toMatchObject({ id, status: 'complete' })
  })

  test('pays otherwise in another tab: the first challenge is ended and takes nothing', async () => {
    const { id, url } = await sentAway()
    expect((await buyer.order()).body).toMatchObject({ id, status: 'complete' })
    bank.approve(url)
    expect((await buyer.resume()).body).toMatchObject({ id, status: 'complete' })
    expect((await attemptsOf(app(), id)).map(([state]) => state)).toEqual(['declined', 'captured'])
    expect(await madeBy(app(), id, 'payments')).toBe(1)
  })

  test('has passed when another tab offers another card: the order is done, and no other money is asked for', async () => {
    const { id, url } = await sentAway()
    bank.approve(url)
    expect((await buyer.order()).body).toMatchObject({ id, status: 'complete' })
    expect(await attemptsOf(app(), id)).toEqual([['captured', 999]])
    expect(await booksOf(app(), id)).toEqual([])
  })

  test('returns in many tabs at once while notices come: one order, one payment', async () => {
    const { id, url } = await sentAway()
    bank.approve(url)
    const news = Array.from({ length: 12 }, (_, n) =>
      n % 2 === 0 ? buyer.resume() : resumeOrder(shop.services, id, {}),
    )
    await Promise.all(news)
    expect((await buyer.resume()).body).toMatchObject({ id, status: 'complete' })
    expect(await madeBy(app(), id, 'payments')).toBe(1)
    expect(await madeBy(app(), id, 'subscriptions')).toBe(1)
  })
})

describe('a buyer who never comes back', () => {
  const letChallengesAge = (seconds: number) =>
    app().pool.query(
      `update payment_attempts set challenged_at = challenged_at - make_interval(secs => $1), check_at = null
       where state = 'challenged'`,
      [seconds],
    )

  test('is looked out for: soon, and then less often', async () => {
    const { id } = await sentAway()
    const due = async () =>
      (await app().services.db.read.orders.takeDueChallenges(100)).filter(({ orderId }) => orderId === id)
    expect(await due()).toEqual([])
    await letChallengesAge(20)
    expect(await due()).toEqual([{ orderId: id, isOver: false }])
    expect(await due()).toEqual([])
    await letChallengesAge(3600)
    expect(await due()).toEqual([{ orderId: id, isOver: true }])
  })

  test('has bought, if they passed', async () => {
    const { id, url } = await sentAway()
    bank.approve(url)
    await resumeOrder(shop.services, id, { giveUp: 'challenge_expired' })
    expect((await storedOrder(app(), id)).status).toBe('complete')
  })

  test('is waited for no longer after an hour: the link is open for other money', async () => {
    const { id, url } = await sentAway()
    await resumeOrder(shop.services, id, { giveUp: 'challenge_expired' })
    expect((await storedOrder(app(), id)).status).toBe('pending-payment')
    expect(await linkStateOf(app(), link.id)).toBe('opened')
    bank.approve(url)
    expect(await buyer.resume()).toMatchObject({ status: 402, body: { decline_code: 'challenge_expired' } })
    expect((await buyer.order()).body).toMatchObject({ id, status: 'complete' })
  })

  test('whose link was withdrawn has bought nothing, and no money stays held', async () => {
    const { id, url } = await sentAway()
    await app().pool.query(`update links set state = 'revoked' where basket_id = $1`, [link.id])
    await app().pool.query(`update orders set status = 'cancelled' where id = $1`, [id])
    bank.approve(url)
    await resumeOrder(shop.services, id, {})
    expect(await attemptsOf(app(), id)).toEqual([['voided', 999]])
    expect((await bank.gateway.lookup(`${id}:auth:1`))?.state).toBe('voided')
  })
})

describe('a buyer who comes back on another day', () => {
  test('starts on the day of the payment, for the same amount', async () => {
    const { id, url } = await sentAway()
    await letDaysPass(app(), 1)
    bank.approve(url)
    const today = app().services.clock.now().slice(0, 10)
    expect((await buyer.resume()).body).toMatchObject({ id, status: 'complete' })
    const { rows } = await app().pool.query('select start_on::text from subscriptions where order_id = $1', [
      id,
    ])
    expect(rows).toEqual([{ start_on: today }])
  })

  test('is asked again when the amount would be another one, and nothing is taken', async () => {
    const { id, url } = await sentAway()
    bank.approve(url)
    await app().services.tax.replace([{ country: 'GB', name: 'VAT', rate: 200_000, inclusive: false }])
    expect(await buyer.resume()).toMatchObject({ status: 402, body: { decline_code: 'changes_differ' } })
    expect((await bank.gateway.lookup(`${id}:auth:1`))?.state).toBe('voided')
    expect((await buyer.order()).body).toMatchObject({ id, status: 'complete' })
    await app().services.tax.replace([])
  })
})

describe('the address that a bank sends buyers back to', () => {
  const back = (id: string, headers = {}) =>
    app().http.inject({ method: 'GET', url: `/payment/return/${id}?redirect_status=succeeded`, headers })

  test('303: the browser that bought goes on on its page', async () => {
    const { id } = await sentAway()
    const answer = await back(id, { cookie: buyer.cookie })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${link.assistedCheckoutLink}?return`])
  })

  test.each(['', 'co-000000000000=abc'])(
    '200: any other, with cookie "%s", is thanked, learns nothing, and the payment is looked at',
    async (cookie) => {
      const { id } = await sentAway()
      const answer = await back(id, cookie === '' ? {} : { cookie })
      expect([answer.statusCode, answer.body.includes('/checkout/link/')]).toEqual([200, false])
      const { rows } = await app().pool.query(
        `select 1 from graphile_worker.jobs where key = $1 and task_identifier = 'resume-payment'`,
        [`resume/${id}`],
      )
      expect(rows.length).toBe(1)
    },
  )

  test('200: an order that nobody knows is no news', async () => {
    expect((await back('order-0000')).statusCode).toBe(200)
  })
})
