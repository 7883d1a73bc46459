import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()

async function put(rates: unknown) {
  const headers = await bearer(app(), ['settings:write'])
  return app().http.inject({ method: 'PUT', url: '/api/admin/tax_rates', headers, payload: { rates } })
}

const vat = { country: 'GB', name: 'VAT', rate: '20', type: 'exclusive' }

test('200: the whole table is replaced, and answered as it is kept', async () => {
  await put([vat, { ...vat, country: 'FR' }])
  const answer = await put([
    { ...vat, until: '2030-01-01' },
    { ...vat, rate: 17.5, from: '2030-01-01' },
    { country: 'US', subdivision: 'US-NY', name: 'Sales tax', rate: '8.875', type: 'exclusive' },
    { country: 'US', subdivision: 'California', name: 'Sales tax', rate: '7.25', type: 'exclusive' },
  ])
  const none = { subdivision: null, from: null, until: null }
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      rates: [
        { ...none, ...vat, until: '2030-01-01' },
        { ...none, ...vat, rate: '17.5', from: '2030-01-01' },
        { ...none, country: 'US', subdivision: 'NY', name: 'Sales tax', rate: '8.875', type: 'exclusive' },
        { ...none, country: 'US', subdivision: 'CA', name: 'Sales tax', rate: '7.25', type: 'exclusive' },
      ],
    },
  ])
  expect(app().services.tax.rates()[2]).toMatchObject({ rate: 88_750, inclusive: false })
  expect((await put([])).json()).toEqual({ rates: [] })
})

test('every other process sees it soon', async () => {
  const other = await app().another()
  try {
    await put([vat])
    await expect.poll(() => other.services.tax.rates().length).toBe(1)
  } finally {
    await other.close()
  }
})

test.each([
  ['/rates/0/country', [{ ...vat, country: 'UK' }]],
  ['/rates/0/subdivision', [{ ...vat, subdivision: 'Atlantis' }]],
  ['/rates/0/name', [{ ...vat, name: ' ' }]],
  ['/rates/0/rate', [{ ...vat, rate: '100.1' }]],
  ['/rates/0/rate', [{ ...vat, rate: -1 }]],
  ['/rates/0/rate', [{ ...vat, rate: '20%' }]],
  ['/rates/0/rate', [{ ...vat, rate: '8.12345' }]],
  ['/rates/0/type', [{ ...vat, type: 'none' }]],
  ['/rates/0/until', [{ ...vat, from: '2030-01-01', until: '2030-01-01' }]],
  ['/rates/0/from', [{ ...vat, from: 'soon' }]],
  ['/rates/1', [vat, { ...vat, from: '2030-01-01' }]],
  [
    '/rates/1',
    [
      { ...vat, country: 'US', subdivision: 'NY' },
      { ...vat, country: 'US', subdivision: 'US-NY' },
    ],
  ],
  ['/rates/0/colour', [{ ...vat, colour: 'red' }]],
  ['/rates', 'none'],
])('400: a mistake at %s', async (pointer, rates) => {
  const answer = await put(rates)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors[0].pointer).toBe(pointer)
})

test('403: without settings:write', async () => {
  const headers = await bearer(app(), ['settings:read'])
  const answer = await app().http.inject({
    method: 'PUT',
    url: '/api/admin/tax_rates',
    headers,
    payload: { rates: [] },
  })
  expect(answer.statusCode).toBe(403)
})
