import { beforeAll, describe, expect, test } from 'vitest'
import { offerNamed } from '../support/catalog.ts'
import { useBrowser } from './support/browser.ts'
import { ada, fillAddress, openCheckout, pressPay, waitForReceipt } from './support/buyer.ts'
import { useSite } from './support/site.ts'

const site = useSite()
const open = useBrowser()

let link: () => Promise<string>
beforeAll(async () => {
  const { id, version } = await offerNamed(site().app, '/offers2/Business')
  const orderItems = [{ offer: { id, version }, quantity: 25 }]
  link = () => site().link({ order: { orderItems, country: 'GB', customerDetails: ada } })
})

async function openForInvoice() {
  const page = await open()
  await page.clock.install()
  await openCheckout(page, await link())
  await page.getByLabel('Invoice').check()
  await fillAddress(page)
  return page
}

test('a page left open renews its token before the fifteen minutes are over', async () => {
  const page = await openForInvoice()
  const renewed = page.waitForResponse('**/api/checkout/renew')
  await page.clock.fastForward('10:01')
  expect((await renewed).status()).toBe(200)
})

test('a token that died meanwhile is replaced without a word', async () => {
  const page = await openForInvoice()
  await page.context().clearCookies()
  await pressPay(page)
  await waitForReceipt(page)
})

describe('when the world moved since the preview', () => {
  const moved = { status: 409, code: 'changes_differ', detail: 'Something changed.' }

  test('an order that comes to the same is sent again without asking', async () => {
    const page = await openForInvoice()
    await page.route('**/api/order', (route) => route.fulfill({ status: 409, json: moved }), { times: 1 })
    await pressPay(page)
    await waitForReceipt(page)
  })

  test('another amount is shown and has to be confirmed', async () => {
    const page = await openForInvoice()
    await page.route('**/api/order', (route) => route.fulfill({ status: 409, json: moved }), { times: 1 })
    await page.route(
      '**/api/order/preview',
      async (route) => {
        const response = await route.fetch()
        const body = await response.json()
        await route.fulfill({
          response,
          json: { ...body, preview: { ...body.preview, paidAmount: '310.00' } },
        })
      },
      { times: 1 },
    )
    await pressPay(page)
    await page.getByText('The amount has changed since you saw it.').waitFor()
    expect(await page.locator('.due-amount').innerText()).toBe('£310.00 GBP')
    await pressPay(page)
    await waitForReceipt(page)
  })
})

test('what the server says about a field stands at the field', async () => {
  const page = await openForInvoice()
  const problem = {
    status: 400,
    code: 'invalid_request',
    detail: 'No.',
    errors: [{ pointer: '/billingDetails/city', code: 'custom', message: 'There is no such town.' }],
  }
  await page.route('**/api/order', (route) => route.fulfill({ status: 400, json: problem }), { times: 1 })
  await pressPay(page)
  await page.locator('#billingDetails-city-mistake').waitFor()
  expect(await page.locator('#billingDetails-city-mistake').innerText()).toBe('There is no such town.')
  await page.getByLabel('Town or city').fill('Londinium')
  await pressPay(page)
  await waitForReceipt(page)
})
