import { mkdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { challengedPayment, stateOf } from '../support/challenges.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import {
  fillAddress,
  fillContact,
  openCheckout,
  pressPay,
  typeCard,
  waitForReceipt,
} from './support/buyer.ts'
import { useSite } from './support/site.ts'

const site = useSite()
const open = useBrowser()

const devices = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

/** Where pictures for people go, when somebody asks for them. */
const pictures = process.env.SCREENSHOTS

describe.each(devices)('the bank at $width px, $colorScheme', (device) => {
  test('axe finds nothing while it asks, when it is too late, and where nothing waits', async () => {
    const page = await open(device)
    const { key, reference, url } = await challengedPayment(site().app)
    const look = async (name: string, address: string) => {
      await page.goto(site().address(address))
      if (pictures !== undefined) {
        await mkdir(pictures, { recursive: true })
        await page.screenshot({ path: `${pictures}/bank-${name}-${device.width}-${device.colorScheme}.png` })
      }
      expect(await axeFindings(page)).toEqual([])
      const root = page.locator('html')
      expect(
        await root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
      ).toBeLessThanOrEqual(0)
    }
    await look('asks', url)
    await site().app.services.gateway.void({ key, reference })
    await look('ended', url)
    await look('unknown', '/elements/sandbox/challenge/unknown')
  })
})

test('a card that is challenged: the bank asks, the buyer approves, and has bought', async () => {
  const page = await open({ width: 390, colorScheme: 'light' })
  await openCheckout(page, await site().link())
  await fillContact(page)
  await fillAddress(page)
  await typeCard(page, '4000002500003155')
  await pressPay(page)
  await page.getByRole('heading', { name: 'Is this payment yours?' }).waitFor()
  await page.getByRole('button', { name: 'Approve' }).click()
  expect(await waitForReceipt(page)).toMatch(/\w/)
})

test('a buyer who declines at the bank pays with another card', async () => {
  const page = await open()
  await openCheckout(page, await site().link())
  await fillContact(page)
  await fillAddress(page)
  await typeCard(page, '4000002500003155')
  await pressPay(page)
  await page.getByRole('button', { name: 'Decline' }).click()
  await page.locator('.pay').waitFor()
  await page.locator('.notice.problem').waitFor()
  await page.frameLocator('.card-frame').getByLabel('Card number').waitFor()
  await typeCard(page, '4242424242424242')
  await pressPay(page)
  await waitForReceipt(page)
})

test('without scripts the bank works all the same', async () => {
  const page = await open({ width: 390, colorScheme: 'light', javaScriptEnabled: false })
  const { key, url } = await challengedPayment(site().app)
  await page.goto(site().address(url))
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.waitForURL(/payment\/return/)
  expect(await stateOf(site().app, key)).toBe('authorised')
})
