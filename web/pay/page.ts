import type { PayPageData } from '../../src/contract/pay-page-data.ts'

function readPageData(): PayPageData {
  return JSON.parse(document.getElementById('page-data')?.textContent ?? '{}')
}

/** What the server wrote into the page; the texts that it shares with the checkout are read there. */
export const payPage = readPageData()
export const words = payPage.payTexts
