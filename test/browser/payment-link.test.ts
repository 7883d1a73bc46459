import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { card } from '../support/buyer.ts'
import { tokenIn } from '../support/pay-links.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import { typeCard } from './support/buyer.ts'
import { picture } from './support/picture.ts'
import { useSite } from './support/site.ts'

/** A renewal failed, and the customer has opened the link in the mail about it. */

const site = useSite()
const open = useBrowser()
let agent: Agent
let year = 2030
beforeAll(async () => {
  agent = await orderAgent(site().app)
})
beforeEach(async () => {
  year += 1
  await site().app.services.moveClock(`${year}-01-10T12:00:00.000Z`)
})

/** A monthly subscription whose next collection is declined as this test card says; answers the address in the mail. */
async function owing(behaviour: string, locale = 'en-GB') {
  const { app, address } = site()
  const customerDetails = { firstName: 'Ada', email: `ada-${year}@example.com`, locale }
  const body = await agent.orderOf('/offers2/Digital Monthly', { payment: card('tok_ok'), customerDetails })
  const order = await agent.submit(body)
  await app.pool.query(
    `update sandbox_gateway.methods set behaviour = $2 where id = (select gateway_reference from payment_methods where order_id = $1)`,
    [order.body.id, behaviour],
  )
  await app.services.moveClock(`${year}-02-10T12:00:00.000Z`)
  await runDue(app.services, app.services.clock.now())
  const { rows } = await app.pool.query(
    'select text_body from mails where to_address = $1 order by id desc limit 1',
    [customerDetails.email],
  )
  const { rows: made } = await app.pool.query(
    'select balance from invoices where subscription_ids @> array[$1] order by issued_at desc limit 1',
    [order.body.subscriptions[0].id],
  )
  expect(made).toEqual([{ balance: 999 }])
  return address(`/pay/${tokenIn(rows[0])}`)
}

const devices = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const

describe.each(devices)('at $width px, $colorScheme', (device) => {
  test('their bank wants to see them: they confirm there, and come back to a page that says it is paid', async () => {
    const link = await owing('tok_3ds')
    const page = await open(device)
    await page.goto(link)
    await page.getByText('Your bank wants you to confirm this payment.').waitFor()
    await page.frameLocator('.card-frame').getByLabel('Card number').waitFor()
    await picture(page, `pay-link-confirm-${device.width}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Confirm with Visa •••• 4242' }).click()
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('heading', { name: 'This invoice is paid' }).waitFor()
    await page.getByText(`10 February ${year}`).waitFor()
    await picture(page, `pay-link-paid-${device.width}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: /^[A-Z0-9-]+$/ }).click()
    await page.getByText('£9.99').first().waitFor()
  })

  test('the bank said no: another card is declined too, and a third one pays', async () => {
    const link = await owing('tok_declined')
    const page = await open(device)
    await page.goto(link)
    await page.getByText('We could not collect this payment from your card.').waitFor()
    await page.getByRole('button', { name: 'Pay with Visa •••• 4242' }).click()
    await page.getByText('Your bank declined this card').waitFor()
    await page.getByRole('button', { name: 'Pay £9.99' }).click()
    await page.frameLocator('.card-frame').getByText('Card details: please fill in').waitFor()
    await typeCard(page, '4000000000009995')
    await page.getByRole('button', { name: 'Pay £9.99' }).click()
    await page.getByText('There is not enough money on this card.').waitFor()
    await picture(page, `pay-link-declined-${device.width}`)
    expect(await axeFindings(page)).toEqual([])
    await typeCard(page, '4242424242424242')
    await page.getByRole('button', { name: 'Pay £9.99' }).click()
    await page.getByRole('heading', { name: 'This invoice is paid' }).waitFor()
  })
})

test('they leave their bank without an answer: the page knows where it waits, and a second press leads there', async () => {
  const link = await owing('tok_3ds')
  const page = await open()
  await page.goto(link)
  await page.getByRole('button', { name: 'Confirm with' }).click()
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  const bank = page.url()
  await page.goto(`${link}?return`)
  await page.getByText('Your bank is still waiting for your confirmation.').waitFor()
  await picture(page, 'pay-link-waits')
  expect(await axeFindings(page)).toEqual([])
  expect(new URL(page.url()).search).toBe('')
  await page.getByRole('link', { name: 'Go to your bank' }).click()
  await page.waitForURL(bank)
  await page.goto(link)
  await page.getByRole('button', { name: 'Confirm with' }).click()
  await page.waitForURL(bank)
  await page.getByRole('button', { name: 'Decline' }).click()
  await page.getByText('Your bank could not confirm it was you.').waitFor()
})

test('paid in another tab meanwhile: the press here takes nothing and shows that it is paid', async () => {
  const link = await owing('tok_declined')
  const [one, other] = [await open(), await open()]
  await one.goto(link)
  await other.goto(link)
  for (const page of [one, other]) await typeCard(page, '4242424242424242')
  await one.getByRole('button', { name: 'Pay £9.99' }).click()
  await one.getByRole('heading', { name: 'This invoice is paid' }).waitFor()
  await other.getByRole('button', { name: 'Pay £9.99' }).click()
  await other.getByRole('heading', { name: 'This invoice is paid' }).waitFor()
})

test('the line breaks after the press: it is tried again under the same key, and paid once', async () => {
  const link = await owing('tok_ok_then_fails')
  const page = await open()
  let sent = 0
  await page.route('**/api/pay', async (route) => {
    sent += 1
    if (sent > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await page.goto(link)
  await page.getByRole('button', { name: 'Pay with Visa •••• 4242' }).click()
  await page.getByRole('heading', { name: 'This invoice is paid' }).waitFor()
  expect(sent).toBe(2)
})

test.each([
  ['de-DE', 'Mit Visa •••• 4242 bestätigen'],
  ['fr-FR', 'Confirmer avec Visa •••• 4242'],
  ['es-ES', 'Confirmar con Visa •••• 4242'],
  ['ja-JP', 'Visa •••• 4242 で確認する'],
])('in %s the page speaks the language of the customer', async (locale, button) => {
  const link = await owing('tok_3ds', locale)
  const page = await open({ width: 390, colorScheme: 'light' })
  await page.goto(link)
  await page.getByRole('button', { name: button }).waitFor()
  await picture(page, `pay-link-${locale}`)
})

test('a link that leads nowhere says so', async () => {
  const page = await open({ width: 390, colorScheme: 'light' })
  await page.goto(site().address('/pay/nothing.at-all'))
  await page.getByRole('heading', { name: 'We do not know this payment link' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await picture(page, 'pay-link-unknown')
})
