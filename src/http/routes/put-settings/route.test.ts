import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()

async function put(payload: object) {
  const headers = await bearer(app(), ['settings:write'])
  return app().http.inject({ method: 'PUT', url: '/api/admin/settings', headers, payload })
}

test('200: replaces what is sent, leaves the rest, and the next call sees it', async () => {
  const answer = await put({ merchantName: 'Engine Ltd', logoUrl: 'https://example.com/logo.svg' })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ merchantName: 'Engine Ltd', accentColor: '#1f5eff' })
  expect(app().services.settings()).toMatchObject({ logoUrl: 'https://example.com/logo.svg' })
  await put({ paymentTypesByCountry: { '*': ['card'], DE: ['invoice'] }, timeZone: 'Europe/Berlin' })
  expect(app().services.settings()).toMatchObject({
    merchantName: 'Engine Ltd',
    timeZone: 'Europe/Berlin',
    paymentTypesByCountry: { '*': ['card'], DE: ['invoice'] },
  })
})

test('200: null takes the logo away', async () => {
  await put({ logoUrl: 'https://example.com/logo.svg' })
  expect((await put({ logoUrl: null })).json().logoUrl).toBeNull()
  expect(app().services.settings().logoUrl).toBeUndefined()
})

test('200: two changes at once are both kept', async () => {
  await Promise.all([put({ backDatingDays: 10 }), put({ linkExpiryDays: 10 })])
  expect(app().services.settings()).toMatchObject({ backDatingDays: 10, linkExpiryDays: 10 })
})

test('every other process sees a change soon', async () => {
  const other = await app().another()
  try {
    await put({ merchantName: 'Seen elsewhere' })
    await expect.poll(() => other.services.settings().merchantName).toBe('Seen elsewhere')
  } finally {
    await other.close()
  }
})

test.each([
  ['merchantName', ''],
  ['merchantName', 'n'.repeat(101)],
  ['merchantName', null],
  ['logoUrl', 'http://example.com/logo.svg'],
  ['logoUrl', 'javascript:alert(1)'],
  ['logoUrl', 'logo.svg'],
  ['accentColor', 'red'],
  ['accentColor', '#12345'],
  ['accentColor', '#1f5eff;background:url(x)'],
  ['supportEmail', 'nobody'],
  ['timeZone', 'Mars/Olympus'],
  ['timeZone', '+01:00'],
  ['returnHosts', ['https://shop.example.com']],
  ['returnHosts', ['shop.example.com/path']],
  ['returnHosts', ['*.example.com']],
  ['returnHosts', 'shop.example.com'],
  ['paymentTypesByCountry', { gb: ['card'] }],
  ['paymentTypesByCountry', { GB: ['cash'] }],
  ['backDatingDays', 367],
  ['backDatingDays', 1.5],
  ['linkExpiryDays', 0],
  ['invoiceTermDays', -1],
  ['invoiceNumberPrefix', 'INV-1'],
  ['invoiceNumberPrefix', ''],
  ['creditMemoNumberPrefix', 'CRM '],
])('400: %s as %j', async (name, value) => {
  const answer = await put({ [name]: value })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors[0].pointer).toMatch(new RegExp(`^/${name}`))
})

test('400: an unknown setting', async () => {
  expect((await put({ colour: 'red' })).statusCode).toBe(400)
})

test('403: without settings:write', async () => {
  const headers = await bearer(app(), ['settings:read'])
  const answer = await app().http.inject({ method: 'PUT', url: '/api/admin/settings', headers, payload: {} })
  expect(answer.statusCode).toBe(403)
})
