import { beforeAll, expect, test } from 'vitest'
import { promoCodeMaker } from '../support/promo-codes.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import { ada, fillAddress, openCheckout, pressPay, typeCard, waitForReceipt } from './support/buyer.ts'
import { picture } from './support/picture.ts'
import { useSite } from './support/site.ts'

const site = useSite()
const open = useBrowser()
const order = { country: 'GB', customerDetails: ada }

beforeAll(async () => {
  const codes = await promoCodeMaker(site().app)
  await codes.make('SPRING20')
  await codes.make('OVER', { promoExpiryDate: '2026-01-01' })
})

test.each([1280, 390])(
  'at %d px a customer types a code, sees what it takes off, and pays that',
  async (width) => {
    const page = await open({ width, colorScheme: 'light' })
    await openCheckout(page, await site().link({ order }))
    const due = page.locator('.due-amount')
    const full = await due.innerText()
    await page.getByText('Add a promo code').click()
    await page.getByLabel('Promo code').fill('spring20')
    await page.getByLabel('Promo code').press('Enter')
    await page.getByText('SPRING20 is applied.').waitFor()
    await page.getByText(/^Discount today: −£2\.00/).waitFor()
    expect(await due.innerText()).not.toBe(full)
    expect(await axeFindings(page)).toEqual([])

    await page.getByLabel('Promo code').fill('OVER')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByText('OVER has expired.').waitFor()
    await picture(page, `promo-${width}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Remove OVER' }).click()

    const paid = await due.innerText()
    await fillAddress(page)
    await typeCard(page, '4242424242424242')
    await pressPay(page)
    await waitForReceipt(page)
    const receipt = await page.locator('main').innerText()
    expect(receipt).toContain(paid.trim().split(' ')[0])
    expect(receipt).toMatch(/Discount today\s+-£2\.00/)
  },
)

test('a code that came with the link is there, and a hard lock takes no other', async () => {
  const page = await open({ width: 390, colorScheme: 'light' })
  await openCheckout(
    page,
    await site().link({ order: { ...order, promoCode: 'SPRING20' }, beside: { lock: 'hard' } }),
  )
  await page.getByText('SPRING20 is applied.').waitFor()
  expect(await page.getByText('Add a promo code').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Remove SPRING20' }).count()).toBe(0)
  await picture(page, 'promo-hard')
})

test('a code that the link came with and that is over is told in the language of the page', async () => {
  const page = await open({ width: 390, colorScheme: 'light', locale: 'de-DE' })
  await openCheckout(page, await site().link({ order: { ...order, promoCode: 'OVER' } }))
  await page.getByText('OVER ist abgelaufen.').waitFor()
  await picture(page, 'promo-de')
})
