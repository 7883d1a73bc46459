import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { offerNamed } from '../support/catalog.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import { ada, fillAddress, openCheckout, pressPay, typeCard } from './support/buyer.ts'
import { cards } from './support/payment-stories.ts'
import { picture } from './support/picture.ts'
import { useSite } from './support/site.ts'

const site = useSite()
const open = useBrowser()

let link: () => Promise<string>
beforeAll(async () => {
  const { id, version } = await offerNamed(site().app, '/offers2/Business')
  const orderItems = [{ offer: { id, version }, quantity: 25 }]
  link = () => site().link({ order: { orderItems, country: 'GB', customerDetails: ada } })
})

const devices = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const

/** Keeps an address from answering until what this resolves with is called. */
async function hold(page: Page, address: string) {
  const held: (() => Promise<void>)[] = []
  await page.route(address, (route) => void held.push(() => route.continue()))
  return async () => {
    await Promise.all(held.map((go) => go()))
    await page.unroute(address)
  }
}

/** What axe finds, and pictures in every light and width when somebody wants to look. */
async function look(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  const root = page.locator('html')
  expect(
    await root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  ).toBeLessThanOrEqual(0)
  if (process.env.PICTURES === undefined) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await picture(page, `bank-${name}-${page.viewportSize()?.width}-${colorScheme}`)
  }
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name })

describe.each(devices)('at $width px, $colorScheme', (device) => {
  test('axe finds nothing while the bank has the buyer, and when it said no', async () => {
    const page = await open(device)
    await openCheckout(page, await link())
    await fillAddress(page)
    await typeCard(page, cards.asks)
    // An answer without content keeps a browser where it is.
    await page.route('**/elements/sandbox/challenge/**', (route) => route.fulfill({ status: 204 }))
    await pressPay(page)
    await heading(page, 'Your bank wants to confirm this payment').waitFor()
    await look(page, 'leaving')

    await page.unroute('**/elements/sandbox/challenge/**')
    await page.getByRole('link', { name: 'Continue with your bank' }).click()
    await heading(page, 'Is this payment yours?').waitFor()
    const answer = await hold(page, '**/api/checkout/resume')
    await page.goto(await returnAddress())
    await heading(page, 'Checking your payment').waitFor()
    await look(page, 'asking')

    await answer()
    await heading(page, 'Your payment waits for your bank').waitFor()
    await look(page, 'waits')

    await page.getByRole('button', { name: 'Pay another way' }).click()
    await page.frameLocator('.card-frame').getByLabel('Card number').waitFor()
    await look(page, 'otherwise')

    await page.getByRole('link', { name: 'Continue with your bank' }).click()
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.locator('.notice.problem:focus').waitFor()
    await page.frameLocator('.card-frame').getByLabel('Card number').waitFor()
    await look(page, 'failed')
  })
})

/** Where the bank would send the buyer of the latest order. */
async function returnAddress(): Promise<string> {
  const { rows } = await site().app.pool.query('select id from orders order by created_at desc limit 1')
  return site().address(`/payment/return/${rows[0].id}`)
}
