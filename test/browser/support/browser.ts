import { existsSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser that the tests bring on Linux x64; elsewhere the one that is there. */
async function browserPath(): Promise<string> {
  if (process.env.CHROMIUM_PATH !== undefined) return process.env.CHROMIUM_PATH
  if (process.platform === 'linux' && process.arch === 'x64') return chromium.executablePath()
  const found = installed.find((path) => existsSync(path))
  if (found === undefined) throw new Error('No Chromium was found; name one in CHROMIUM_PATH.')
  return found
}

export interface Device {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  readonly javaScriptEnabled?: boolean
  readonly locale?: string
}

/** One Chromium for a test file, and fresh windows in it that forget everything when the file ends. */
export function useBrowser() {
  let browser: Browser | undefined
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    browser = await driver.launch({ executablePath: await browserPath(), args: flags })
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser?.close()
  })
  return async (device: Device = { width: 1280, colorScheme: 'light' }): Promise<Page> => {
    if (browser === undefined) throw new Error('the browser is used before it runs')
    const { width, ...others } = device
    const context = await browser.newContext({
      viewport: { width, height: width < 900 ? 844 : 800 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...others,
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    return page
  }
}

/** What axe finds, in a form that a failing test prints well; frames are looked into too. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  // Frames of several origins cannot speak to each other: what was found in each is put together in a window of its own, which is slow.
  const { violations } = await axe.setLegacyMode(await isOfOneOrigin(page)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

async function isOfOneOrigin(page: Page): Promise<boolean> {
  const origins = await Promise.all(page.frames().map((frame) => frame.evaluate('self.origin')))
  return new Set(origins).size === 1
}
