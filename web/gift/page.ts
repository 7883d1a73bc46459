import type { GiftPageData } from '../../src/contract/gift-page-data.ts'

function readPageData(): GiftPageData {
  return JSON.parse(document.getElementById('page-data')?.textContent ?? '{}')
}

/** What the server wrote into the page; the texts that it shares with the checkout are read there. */
export const giftPage = readPageData()
export const words = giftPage.giftTexts
