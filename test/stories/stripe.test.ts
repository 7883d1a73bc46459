import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkoutHeaders } from '../../src/pages/headers.ts'
import { type RunningWorker, startWorker } from '../../src/worker/start.ts'
import type { Intent } from '../stripe-server/books.ts'
import { type Answer, type Buyer, openAsBuyer } from '../support/buyer.ts'
import { exchange, letDaysPass, linkMaker } from '../support/links.ts'
import { attemptsOf, madeBy, storedOrder } from '../support/orders.ts'
import { shuffled, useStripeShop } from '../support/stripe-shop.ts'

/** A shop that takes cards through Stripe, from the link to the renewal. */

const shop = useStripeShop()
let links: Awaited<ReturnType<typeof linkMaker>>
let buyer: Buyer
let worker: RunningWorker
beforeAll(async () => {
  links = await linkMaker(shop().app)
})
beforeEach(async () => {
  const link = await links.make()
  buyer = await openAsBuyer(shop().app, link)
  worker = await startWorker(shop().app)
})
afterEach(async () => {
  shop().stripe.faults.none()
  await worker.stop()
})

const patience = { timeout: 20_000 }
const rows = async (text: string, ...values: unknown[]) => (await shop().app.pool.query(text, values)).rows
const order = (card: string): Promise<Answer> => buyer.order({ payment: shop().pays(card) })

/** What Stripe holds or took for an order, by its own books. */
function takenFor(orderId: string): readonly [Intent['status'], number][] {
  return [...shop().stripe.books.intents.values()]
    .filter(({ metadata }) => metadata.proffer_key?.startsWith(`${orderId}:`))
    .map(({ status, received }) => [status, received])
}

describe('a buyer pays by card', () => {
  test('and is charged once, whatever Stripe tells of it, how often and in which order', async () => {
    const { stripe, app } = shop()
    stripe.notices.delivery = shuffled(2)
    const { status, body } = await order('pm_card_visa')
    expect([status, body.status]).toEqual([200, 'complete'])
    await stripe.notices.settled()
    expect(takenFor(body.id)).toEqual([['succeeded', 999]])
    expect(await attemptsOf(app, body.id)).toEqual([['captured', 999]])
    expect(await madeBy(app, body.id, 'payments')).toBe(1)
  })

  test('whose answer is lost, and is charged once', async () => {
    shop().stripe.faults.next(/confirm/, 'lost')
    shop().stripe.faults.next(/capture/, 'broken')
    const { body } = await order('pm_card_visa')
    await expect.poll(async () => (await storedOrder(shop().app, body.id)).status, patience).toBe('complete')
    expect(takenFor(body.id)).toEqual([['succeeded', 999]])
  })

  test('that is declined, and with another', async () => {
    const declined = await order('pm_card_visa_chargeDeclinedInsufficientFunds')
    expect(declined).toMatchObject({ status: 402, body: { decline_code: 'insufficient_funds' } })
    const { body } = await order('pm_card_visa')
    expect(body).toMatchObject({ id: declined.body.order_id, status: 'complete' })
    expect(takenFor(body.id)).toEqual([
      ['requires_payment_method', 0],
      ['succeeded', 999],
    ])
  })

  test('that Stripe blocks, and is not told which rule did it', async () => {
    const { status, body } = await order('pm_card_radarBlock')
    expect(status).toBe(402)
    expect(JSON.stringify(body)).not.toMatch(/risk|fraud|radar|rule/i)
  })

  test('and only a token of the element will do: a card number is sent back', async () => {
    const payment = { type: 'stripe', stripe: { token: '4242424242424242' } }
    expect(await buyer.order({ payment })).toMatchObject({ status: 400 })
  })
})

describe('a buyer whose bank wants to see them', () => {
  async function sentAway() {
    const { body } = await order('pm_card_threeDSecure2Required')
    expect(body).toMatchObject({ status: 'pending-payment', nextAction: { type: 'redirect' } })
    return { id: body.id, url: body.nextAction.url }
  }

  test('passes, never comes back, and has bought: Stripe told us', async () => {
    const { app, stripe } = shop()
    const { id, url } = await sentAway()
    stripe.passChallenge(url, true)
    await expect.poll(async () => (await storedOrder(app, id)).status, patience).toBe('complete')
    expect(takenFor(id)).toEqual([['succeeded', 999]])
  })

  test('comes back to the address that the order named, before Stripe told us', async () => {
    const { stripe } = shop()
    stripe.notices.delivery = { copies: 1, delayMs: 200, pick: () => 0 }
    const { id, url } = await sentAway()
    expect(stripe.passChallenge(url, true)).toContain(`/payment/return/${id}?payment_intent=pi_`)
    expect((await buyer.resume()).body).toMatchObject({ id, status: 'complete' })
    await stripe.notices.settled()
    expect(await madeBy(shop().app, id, 'payments')).toBe(1)
  })

  test('fails there, and pays with another card', async () => {
    const { id, url } = await sentAway()
    shop().stripe.passChallenge(url, false)
    const attempts = () => attemptsOf(shop().app, id)
    await expect.poll(attempts, patience).toEqual([['declined', 999]])
    const { body } = await order('pm_card_visa')
    expect(body).toMatchObject({ id, status: 'complete' })
    expect(takenFor(id).map(([status]) => status)).toEqual(['requires_payment_method', 'succeeded'])
  })
})

describe('afterwards', () => {
  test('the card is charged on renewal while the buyer is away, and a bank that wants to see them has declined', async () => {
    const { app, stripe } = shop()
    const { body: kept } = await order('pm_card_visa')
    const another = await links.make()
    buyer = await openAsBuyer(app, another)
    const { body: asked } = await order('pm_card_authenticationRequired')
    stripe.passChallenge(asked.nextAction.url, true)
    await expect.poll(async () => (await storedOrder(app, asked.id)).status, patience).toBe('complete')
    await letDaysPass(app, 32)
    const collected = async (orderId: string) =>
      (
        await rows(
          `select c.state, c.decline_code from collections c join invoices i on i.id = c.invoice_id
           join orders o on o.owner_id = i.owner_id where o.id = $1 and c.n = 1`,
          orderId,
        )
      )[0]
    await expect.poll(() => collected(kept.id), patience).toMatchObject({ state: 'captured' })
    await expect
      .poll(() => collected(asked.id), patience)
      .toMatchObject({ state: 'declined', decline_code: 'authentication_required' })
  })

  test('a dispute is recorded', async () => {
    const { stripe } = shop()
    const { body } = await order('pm_card_createDispute')
    await stripe.notices.settled()
    const disputes = () =>
      rows(
        `select d.status, d.reason, d.amount from disputes d join payments p on p.id = d.payment_id where p.order_id = $1`,
        body.id,
      )
    await expect
      .poll(disputes, patience)
      .toMatchObject([{ status: 'open', reason: 'fraudulent', amount: 999 }])
  })
})

describe('the page', () => {
  test("may load Stripe's script, and is told nothing secret", async () => {
    const { app, stripe } = shop()
    const headers = checkoutHeaders(undefined, app.services.gateway.element)
    expect(headers['content-security-policy']).toContain(`script-src 'self' ${stripe.url};`)
    const { answer } = await exchange(app, await links.make())
    const { gateway } = answer.json()
    expect(gateway).toEqual({
      kind: 'stripe',
      url: stripe.scriptUrl,
      publishableKey: stripe.publishableKey,
      decimals: 2,
    })
    expect(answer.body).not.toMatch(/sk_test|whsec/)
  })

  test("a card of the sandbox is not taken where Stripe's are", async () => {
    const payment = { type: 'sandbox', sandbox: { token: 'tok_ok' } }
    expect((await buyer.order({ payment })).body).toMatchObject({ code: 'payment_type_not_allowed' })
  })
})

test('a notice that Stripe did not sign changes nothing', async () => {
  const { app } = shop()
  const answer = await app.http.inject({
    method: 'POST',
    url: '/api/gateways/stripe/notices',
    headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=0' },
    payload: JSON.stringify({ id: `evt_${randomUUID()}`, object: 'event', type: 'a', data: { object: {} } }),
  })
  expect(answer.statusCode).toBe(400)
})
