import { describe, expect, test } from 'vitest'
import { challengedPayment, stateOf } from '../support/challenges.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import { picture } from './support/picture.ts'
import { useSite } from './support/site.ts'

const site = useSite()
const open = useBrowser()

const devices = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

describe.each(devices)('the bank at $width px, $colorScheme', (device) => {
  test('axe finds nothing while it asks, when it is too late, and where nothing waits', async () => {
    const page = await open(device)
    const { key, reference, url } = await challengedPayment(site().app)
    const look = async (name: string, address: string) => {
      await page.goto(site().address(address))
      await picture(page, `bank-${name}-${device.width}-${device.colorScheme}`)
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

test('without scripts the bank works all the same', async () => {
  const page = await open({ width: 390, colorScheme: 'light', javaScriptEnabled: false })
  const { key, url } = await challengedPayment(site().app)
  await page.goto(site().address(url))
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.waitForURL(/payment\/return/)
  expect(await stateOf(site().app, key)).toBe('authorised')
})
