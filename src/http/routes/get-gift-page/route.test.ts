import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { publishSampleCatalog } from '../../../../test/support/catalog.ts'
import { giftShop } from '../../../../test/support/gifts.ts'

const app = useApp()

const page = (url: string, language = 'en') =>
  app().http.inject({ url, headers: { 'accept-language': language } })

test('200: what is given, in the language of the browser; once it is claimed the page says so', async () => {
  await publishSampleCatalog(app())
  const shop = await giftShop(app())
  const { data } = await shop.giftOf((await shop.buy()).body.id)
  const first = await page(data.claimLink, 'de')
  expect(first.statusCode).toBe(200)
  expect(first.body).toContain('Ein Geschenk für Sie')
  expect(first.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  await shop.claim(data.code)
  const claimed = await page(data.claimLink)
  expect([claimed.statusCode, claimed.body.includes('This gift was claimed')]).toEqual([200, true])
})

test('200: a page to type a code', async () => {
  const answer = await page('/gift', 'fr')
  expect([answer.statusCode, answer.body.includes('Saisissez votre code cadeau')]).toEqual([200, true])
})

test('404: an unknown link leads to where a code is typed', async () => {
  const answer = await page('/gift/unknown')
  expect([answer.statusCode, answer.body.includes('href="/gift"')]).toEqual([404, true])
})
