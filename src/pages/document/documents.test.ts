import { expect, test } from 'vitest'
import { aLine, anInvoice } from '../../../test/support/invoices.ts'
import { defaultSettings } from '../../domain/settings.ts'
import { type TaxRate, withTax } from '../../domain/tax.ts'
import { pickLanguage } from '../languages.ts'
import { invoiceDocument } from './invoice-document.ts'

const vat: TaxRate = { country: 'GB', name: 'VAT', rate: 200_000, inclusive: false }
const settings = {
  ...defaultSettings,
  merchantName: 'Engine Ltd',
  merchantAddress: '1 Mill Road\nCambridge',
  merchantVatNumber: 'GB123',
}
const noMoney = { payments: [], credits: [] }

function shown(rate: TaxRate, more: Partial<Parameters<typeof anInvoice>[1]> = {}, locale = 'en-GB') {
  const place = { country: 'GB', subdivision: undefined }
  const lines = withTax([aLine({ unitAmount: 1000, quantity: 3, discount: 500, amount: 2500 })], {
    rates: [rate],
    place,
  })
  const around = { language: pickLanguage({ locale }), settings, sandbox: false }
  return (money = noMoney as Parameters<typeof invoiceDocument>[0]['money']) =>
    invoiceDocument({ invoice: anInvoice(lines, more), money }, around)
}

const rows = (totals: readonly { name: string; value: string }[]) =>
  totals.map(({ name, value }) => [name, value])

test('a tax on top stands between the sum without it and the total', () => {
  const document = shown(vat)()
  expect(document.lines[0]).toMatchObject({
    quantity: '3',
    unitPrice: '£10.00',
    tax: '20%',
    amount: '£25.00',
    notes: ['1 June 2026 to 30 June 2026', 'Discount -£5.00'],
  })
  expect(rows(document.totals)).toEqual([
    ['Total without tax', '£25.00'],
    ['VAT 20%', '£5.00'],
    ['Total', '£30.00'],
    ['To pay', '£30.00'],
  ])
})

test('with a tax inside, prices are as they were sold, and the total names the tax in it', () => {
  const document = shown({ ...vat, inclusive: true })()
  expect(document.lines[0]?.amount).toBe('£25.00')
  expect(rows(document.totals)).toEqual([
    ['Total', '£25.00'],
    ['Including VAT 20%', '£4.17'],
    ['To pay', '£25.00'],
  ])
})

test('what was credited and paid is taken off, down to what is still to pay', () => {
  const money = {
    credits: [{ id: 'm', reference: 'REF', number: 'CRM-000001', amount: 1000, on: '2026-06-02' }],
    payments: [
      { amount: 2000, capturedAt: '2026-06-03T10:00:00.000Z', card: { brand: 'visa', last4: '4242' } },
    ],
  }
  const document = shown(vat, { balance: 0 })(money)
  expect(rows(document.totals).slice(3)).toEqual([
    ['Credit CRM-000001, 2 June 2026', '-£10.00'],
    ['Paid on 3 June 2026, Visa ending in 4242', '-£20.00'],
    ['To pay', '£0.00'],
  ])
  expect(document.facts.map(({ name }) => name)).toEqual(['Reference', 'Date'])
})

test('number, due date, merchant and buyer in the language of the reader', () => {
  const document = shown(
    vat,
    {
      number: 'INV-000007',
      dueOn: '2026-07-01',
      billTo: {
        customer: { firstName: 'Ada', lastName: 'Byron', vatNumber: 'GB9', email: 'ada@example.com' },
        address: {
          company: 'Engine',
          address1: '2 High Street',
          postalCode: 'SW1',
          city: 'London',
          country: 'GB',
        },
      },
    },
    'fr-FR',
  )()
  expect(document.title).toBe('Facture INV-000007')
  expect(document.merchant).toEqual({
    name: 'Engine Ltd',
    details: ['1 Mill Road', 'Cambridge', 'N° de TVA GB123'],
  })
  expect(document.billTo).toEqual({
    heading: 'Facturé à',
    lines: [
      'Engine',
      'Ada Byron',
      '2 High Street',
      'London SW1',
      'Royaume-Uni',
      'N° de TVA GB9',
      'ada@example.com',
    ],
  })
  expect(document.facts.at(-1)).toEqual({ name: 'Échéance', value: '1 juillet 2026' })
})

test.each([
  [{ country: 'GB', postalCode: 'SW1Y 4LB', city: 'London' }, 'London SW1Y 4LB'],
  [{ country: 'US', postalCode: '10001', city: 'New York', state: 'NY' }, 'New York NY 10001'],
  [{ country: 'DE', postalCode: '10115', city: 'Berlin' }, '10115 Berlin'],
])('%o is written %s, as its country writes it', (address, line) => {
  const document = shown(vat, { billTo: { customer: {}, address } })()
  expect(document.billTo.lines[0]).toBe(line)
})

test('without a tax there is no column for it; without a number the reference stands in its place', () => {
  const document = shown({ ...vat, country: 'FR' })()
  expect(document.columns.tax).toBeUndefined()
  expect(document.title).toBe('Invoice INVOICE1')
  expect(rows(document.totals)).toEqual([
    ['Total', '£25.00'],
    ['To pay', '£25.00'],
  ])
})
