import { beforeAll, beforeEach, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { openAsBuyer } from '../support/buyer.ts'
import { letDaysPass, linkMaker } from '../support/links.ts'
import { holderOf, tokenIn } from '../support/pay-links.ts'
import { useStripeShop } from '../support/stripe-shop.ts'

/** A renewal that Stripe may not collect while the customer is away: they confirm it by the link in their mail. */

const shop = useStripeShop()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(shop().app)
})
beforeEach(() => shop().stripe.faults.none())

const rows = async (text: string, ...values: unknown[]) => (await shop().app.pool.query(text, values)).rows

/** Bought with a card whose bank always wants to see the buyer; a month later it is asked off session. */
async function renewed() {
  const { app, stripe, pays } = shop()
  const buyer = await openAsBuyer(app, await links.make())
  const { body: order } = await buyer.order({ payment: pays('pm_card_authenticationRequired') })
  stripe.passChallenge(order.nextAction.url, true)
  expect((await buyer.resume()).body.status).toBe('complete')
  await letDaysPass(app, 32)
  await runDue(app.services, app.services.clock.now())
  const [invoice] = await rows(
    `select i.id, m.subject, m.text_body from invoices i join mails m on m.key = 'decline/' || i.id || '/1'
     join orders o on o.owner_id = i.owner_id where o.id = $1`,
    order.id,
  )
  return { invoice, holder: holderOf(app, tokenIn(invoice)) }
}

/** What Stripe took for an invoice, by its own books: the tries of ours, and those of its link. */
async function takenFor(invoiceId: string): Promise<number> {
  const orders = await rows('select id from orders where external_id = $1', invoiceId)
  const own = [invoiceId, ...orders.map(({ id }) => id)]
  return [...shop().stripe.books.intents.values()]
    .filter(({ metadata }) => own.some((id) => metadata.proffer_key?.startsWith(`${id}:`)))
    .reduce((sum, { received }) => sum + received, 0)
}

const balanceOf = async (invoiceId: string) =>
  (await rows('select balance from invoices where id = $1', invoiceId))[0].balance

test('they confirm at their bank with the card that is saved, and are charged once', async () => {
  const { invoice, holder } = await renewed()
  expect(invoice.subject).toMatch(/^Please confirm your payment/)
  const sent = await holder.pay()
  expect(sent.body).toMatchObject({ status: 'pending-payment', nextAction: { type: 'redirect' } })
  expect(shop().stripe.passChallenge(sent.body.nextAction.url, true)).toContain('/payment/return/order-')
  expect((await holder.resume()).body).toEqual({ status: 'complete' })
  await shop().stripe.notices.settled()
  expect([await balanceOf(invoice.id), await takenFor(invoice.id)]).toEqual([0, 999])
})

test('an answer that is lost on the way is found again, and they are charged once', async () => {
  const { invoice, holder } = await renewed()
  const sent = await holder.pay()
  shop().stripe.passChallenge(sent.body.nextAction.url, true)
  shop().stripe.faults.next(/capture/, 'lost')
  expect((await holder.resume()).body).toEqual({ status: 'complete' })
  expect([await balanceOf(invoice.id), await takenFor(invoice.id)]).toEqual([0, 999])
})

test('they pay with another card, which is charged from then on', async () => {
  const { invoice, holder } = await renewed()
  expect((await holder.pay(shop().pays('pm_card_visa'))).body).toEqual({ status: 'complete' })
  expect([await balanceOf(invoice.id), await takenFor(invoice.id)]).toEqual([0, 999])
  await letDaysPass(shop().app, 31)
  await runDue(shop().app.services, shop().app.services.clock.now())
  const open = await rows(
    'select i.balance from invoices i join invoices f on f.owner_id = i.owner_id where f.id = $1 and i.balance > 0',
    invoice.id,
  )
  expect(open).toEqual([])
})
