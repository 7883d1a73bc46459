import { afterAll, beforeAll, expect, test } from 'vitest'
import { payLinkOf } from '../../src/billing/pay-link.ts'
import { type StripeServer, startStripeServer } from '../stripe-server/server.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { owedByInvoice } from '../support/pay-links.ts'
import { stripeSettings } from '../support/stripe.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import { picture } from './support/picture.ts'
import { useSite } from './support/site.ts'

/** The page behind a payment link, with the payment element of Stripe. */

let stripe: StripeServer
const site = useSite(async () => {
  stripe = await startStripeServer()
  return { stripe: stripeSettings(stripe) }
})
afterAll(() => stripe.close())
const open = useBrowser()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(site().app)
})

test('a card that the bank asks about: they confirm there, come back, and it is paid', async () => {
  const { invoiceId } = await owedByInvoice(site().app, agent)
  const page = await open({ width: 390, colorScheme: 'light' })
  await page.goto(payLinkOf(site().app.services, invoiceId).url)
  const card = page.frameLocator('iframe[title="Secure payment input frame"]')
  await card.getByLabel('Card number').fill('4000002760003184')
  await card.getByLabel('Expiration date').fill('12 / 40')
  await card.getByLabel('Security code').fill('123')
  await picture(page, 'pay-link-stripe')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Pay £9.99' }).click()
  await page.getByRole('button', { name: 'Complete' }).click()
  await page.getByRole('heading', { name: 'This invoice is paid' }).waitFor()
  await page.getByText('Visa •••• 3184').waitFor()
})
