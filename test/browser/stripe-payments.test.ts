import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { type StripeServer, startStripeServer } from '../stripe-server/server.ts'
import { orderAgent } from '../support/agent.ts'
import { offerNamed } from '../support/catalog.ts'
import { owedByInvoice } from '../support/pay-links.ts'
import { stripeSettings } from '../support/stripe.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import { ada, fillAddress, openCheckout, pressPay, waitForReceipt } from './support/buyer.ts'
import { cards, tellPaymentStories } from './support/payment-stories.ts'
import { picture } from './support/picture.ts'
import { useSite } from './support/site.ts'

let stripe: StripeServer
const site = useSite(async () => {
  stripe = await startStripeServer()
  return { stripe: stripeSettings(stripe) }
})
afterAll(() => stripe.close())
const open = useBrowser()

/** Into Stripe's frame, as far as the local server plays it. */
async function typeCard(page: Page, number: string): Promise<void> {
  const card = page.frameLocator('iframe[title="Secure payment input frame"]')
  await card.getByLabel('Card number').fill(number)
  await card.getByLabel('Expiration date').fill('12 / 40')
  await card.getByLabel('Security code').fill('123')
}

tellPaymentStories({
  site,
  open,
  typeCard,
  atBank: (page) => page.getByRole('heading', { name: '3D Secure 2 test page' }).waitFor(),
  answerBank: (page, answer) =>
    page.getByRole('button', { name: answer === 'pass' ? 'Complete' : 'Fail' }).click(),
})

const linkTo = async (offer: string) => {
  const { id, version } = await offerNamed(site().app, offer)
  return site().link({
    order: { orderItems: [{ offer: { id, version } }], country: 'GB', customerDetails: ada },
  })
}

const digital = () => linkTo('/offers2/Digital Monthly')

describe("Stripe's script", () => {
  test('that does not load is told where the card would be, and can be tried again', async () => {
    const page = await open({ width: 390, colorScheme: 'light' })
    await page.route('**/stripe.js', (route) => route.abort())
    await openCheckout(page, await digital())
    const said = page.locator('.card-place').getByRole('alert')
    await said.waitFor()
    expect(await said.innerText()).toContain('The card form did not load.')
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'stripe-not-loaded')

    await fillAddress(page)
    await pressPay(page)
    await page.getByRole('link', { name: 'The card form did not load.' }).waitFor()
    await page.unroute('**/stripe.js')
    await page.locator('.card-place').getByRole('button', { name: 'Try again' }).click()
    await typeCard(page, cards.good)
    await pressPay(page)
    await waitForReceipt(page)
  })

  test('is not fetched for whoever pays by invoice', async () => {
    const page = await open()
    await openCheckout(page, await digital())
    await page.getByLabel('Invoice').check()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.reload()
    await page.locator('.due[aria-busy="false"]').waitFor()
    await fillAddress(page)
    await pressPay(page)
    await waitForReceipt(page)
    expect(asked.filter((url) => url.includes('stripe'))).toEqual([])
  })

  test('tells what is missing in the card, and the form keeps the rest', async () => {
    const page = await open()
    await openCheckout(page, await digital())
    await fillAddress(page)
    await typeCard(page, '4242')
    await pressPay(page)
    await page.getByRole('link', { name: 'Your card number is incomplete.' }).waitFor()
    await typeCard(page, cards.good)
    await pressPay(page)
    await waitForReceipt(page)
  })
})

test('on a payment link Stripe itself asks who pays, and the invoice is paid', async () => {
  const { holder } = await owedByInvoice(site().app, await orderAgent(site().app))
  const page = await open({ width: 390, colorScheme: 'light' })
  await page.goto(site().address(`/pay/${holder.token}`))
  await typeCard(page, cards.good)
  await picture(page, 'stripe-pay-link')
  await page.locator('.pay').last().click()
  await page.getByRole('heading', { name: 'This invoice is paid' }).waitFor()
})

describe('Stripe is told', () => {
  const lastOf = (kind: 'payment_intent' | 'setup_intent') =>
    [...stripe.books.intents.values()].filter((intent) => intent.kind === kind).at(-1)

  test('another quantity before it is asked for the money', async () => {
    const page = await open()
    await openCheckout(page, await linkTo('/offers2/Business'))
    await fillAddress(page)
    await page.getByLabel('Quantity').fill('3')
    await page.getByText('Pay £36.00').waitFor()
    await typeCard(page, cards.good)
    await pressPay(page)
    await waitForReceipt(page)
    expect(lastOf('payment_intent')).toMatchObject({ amount: 3600, currency: 'gbp' })
  })

  test('nothing to be paid on a trial: the card is checked and saved', async () => {
    const page = await open()
    await openCheckout(page, await linkTo('/offers2/Digital Trial'))
    await fillAddress(page)
    await typeCard(page, cards.good)
    await pressPay(page)
    await waitForReceipt(page)
    expect(lastOf('setup_intent')).toMatchObject({ status: 'succeeded' })
    expect(await page.locator('.confirmation').innerText()).toContain('Charged to Visa ending in 4242')
  })

  test('no card number passes through our page or our server', async () => {
    const page = await open()
    const ours: string[] = []
    page.on('request', (request) => {
      if (request.url().startsWith(site().address('/')))
        ours.push(`${request.url()} ${request.postData() ?? ''}`)
    })
    await openCheckout(page, await digital())
    await fillAddress(page)
    await typeCard(page, cards.good)
    await pressPay(page)
    await waitForReceipt(page)
    expect(ours.some((text) => text.includes('ctoken_'))).toBe(true)
    expect(ours.filter((text) => text.includes(cards.good))).toEqual([])
  })
})
