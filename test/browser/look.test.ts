import { mkdir } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { offerNamed } from '../support/catalog.ts'
import { letDaysPass } from '../support/links.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import { ada, fillAddress, openCheckout, pressPay, typeCard, waitForReceipt } from './support/buyer.ts'
import { useSite } from './support/site.ts'

const site = useSite()
const open = useBrowser()

let link: () => Promise<string>
beforeAll(async () => {
  const { id, version } = await offerNamed(site().app, '/offers2/Business')
  const orderItems = [{ offer: { id, version }, quantity: 25 }]
  link = () => site().link({ order: { orderItems, country: 'GB', customerDetails: ada } })
})

const devices = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

describe.each(devices)('at $width px, $colorScheme', (device) => {
  test('axe finds nothing on form, mistakes, decline, receipt and invoice', async () => {
    const page = await open(device)
    await openCheckout(page, await link())
    await page.frameLocator('.card-frame').getByLabel('Card number').waitFor()
    expect(await axeFindings(page)).toEqual([])

    await pressPay(page)
    await page.getByText('Please check these fields').waitFor()
    expect(await axeFindings(page)).toEqual([])

    await fillAddress(page)
    await typeCard(page, '4000000000000002')
    await pressPay(page)
    await page.locator('.notice.problem').waitFor()
    expect(await axeFindings(page)).toEqual([])

    await typeCard(page, '4242424242424242')
    await pressPay(page)
    await waitForReceipt(page)
    expect(await axeFindings(page)).toEqual([])

    await page.goto(site().address((await page.getByText('View invoice').getAttribute('href')) ?? ''))
    await page.getByText('Download PDF').waitFor()
    expect(await axeFindings(page)).toEqual([])
    const [whole, seen] = await page.locator('html').evaluate((root) => [root.scrollWidth, root.clientWidth])
    expect(whole).toBeLessThanOrEqual(seen ?? 0)
  })

  test('axe finds nothing on the first page and on that of an unknown link', async () => {
    const page = await open(device)
    for (const path of ['/', '/checkout/link/unknown']) {
      await page.goto(site().address(path))
      expect(await axeFindings(page)).toEqual([])
    }
  })
})

test.each([320, 640])('nothing scrolls sideways at %d px, nor does the unfolded order', async (width) => {
  const page = await open({ width, colorScheme: 'light' })
  await openCheckout(page, await link())
  await page.getByText('Show order').click()
  await page.getByLabel('Quantity').waitFor()
  const root = page.locator('html')
  const hidden = await root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  expect(hidden).toBeLessThanOrEqual(0)
})

test.each([
  ['de-DE', 'Zahlungspflichtig bestellen', 'Heute fällig'],
  ['fr-FR', 'Passer la commande', 'À payer aujourd’hui'],
  ['es-ES', 'Hacer el pedido', 'A pagar hoy'],
  ['ja-JP', '注文を確定する', '本日のお支払い'],
])('in %s the page speaks the language of the browser', async (locale, button, due) => {
  const page = await open({ width: 390, colorScheme: 'light', locale })
  await openCheckout(page, await link())
  await page.locator('input[type=radio]').nth(1).check()
  expect(await page.locator('.pay-label').innerText()).toBe(button)
  expect(await page.locator('.due-label').innerText()).toBe(due)
})

test('the receipt is mailed in the language of the page', async () => {
  const page = await open({ width: 390, colorScheme: 'light', locale: 'de-DE' })
  await openCheckout(page, await link())
  await page.getByLabel('Rechnung', { exact: true }).check()
  await page.getByLabel('Straße und Hausnummer').fill('Unter den Linden 1')
  await page.getByLabel('Ort').fill('Berlin')
  await page.getByLabel('Postleitzahl').fill('SW1Y 4LB')
  await pressPay(page)
  await page.getByRole('heading', { name: 'Vielen Dank' }).waitFor()
  const { rows } = await site().app.pool.query(
    `select subject from mails where subject like 'Ihre Bestellung % bei %'`,
  )
  expect(rows).toHaveLength(1)
})

test('the picture of the README shows the page as a customer meets it', async () => {
  const page = await open({ width: 1280, colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 1080 })
  await openCheckout(page, await link())
  await fillAddress(page)
  await typeCard(page, '4242424242424242')
  expect(await page.locator('.pay').isVisible()).toBe(true)
  if (process.env.README_PICTURE === undefined) return
  const folder = new URL('../../docs/images/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: new URL('checkout.png', folder).pathname })
})

test('a link that expired while the page was open ends in the page that says so', async () => {
  const page = await open()
  await openCheckout(page, await link())
  await fillAddress(page)
  await typeCard(page, '4242424242424242')
  await letDaysPass(site().app, 31)
  await pressPay(page)
  await page.getByRole('heading', { name: 'This offer has expired' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.reload()
  await page.getByRole('heading', { name: 'This offer has expired' }).waitFor()
})
