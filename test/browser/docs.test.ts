import { expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { axeFindings, useBrowser } from './support/browser.ts'

const app = useApp()
const open = useBrowser()
let address: string | undefined

const pages = [
  '/docs',
  '/docs/troubleshooting',
  '/docs/operations/initiateCheckout',
  '/docs/errors/link_expired',
]

test.each([
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const)('the documentation can be read by everyone at $width px, $colorScheme', async (device) => {
  address ??= await app().http.listen({ host: '127.0.0.1', port: 0 })
  const page = await open(device)
  for (const path of pages) {
    await page.goto(address + path)
    expect([path, await axeFindings(page)]).toEqual([path, []])
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect([path, width]).toEqual([path, device.width])
  }
})
