import { expect, test } from 'vitest'
import type { Receipt } from '../contract/receipt.ts'
import { renderReceiptMail } from './receipt-mail.ts'

const receipt: Receipt = {
  id: 'order-1',
  order_reference: '8HK92PL401QW',
  status: 'complete',
  checkoutId: 'basket-1',
  created: '2026-11-22T00:00:00.000Z',
  email: 'ada@example.com',
  currency: 'GBP',
  locale: 'en-GB',
  paymentType: 'card',
  card: { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2034 },
  paid: '300.00',
  due: '0.00',
  discount: '0.00',
  total: '300.00',
  tax: '0.00',
  taxes: [],
  lines: [
    {
      description: 'Business',
      quantity: 25,
      amount: '300.00',
      tax: '0.00',
      price: '300.00',
      serviceStartDate: '2026-11-22',
      serviceEndDate: '2026-12-21',
    },
  ],
  subscriptions: [
    { reference: 'S1K2', name: 'Business', quantity: 25, startDate: '2026-11-22', status: 'active' },
  ],
  gifts: [],
  next: { date: '2026-12-22', amount: '300.00', currency: 'GBP' },
  schedule: [{ date: '2026-12-22', amount: '300.00' }],
  document: null,
  returnUrl: null,
  merchant: { name: 'Engine & Co', logoUrl: null, accentColor: '#1f5eff', supportEmail: 'help@example.com' },
}

test('the receipt says what was bought, what was paid, what starts and what is charged when', () => {
  const { subject, text } = renderReceiptMail(receipt, 'en-GB')
  expect(subject).toBe('Your order 8HK92PL401QW with Engine & Co')
  expect(text).toContain('Business × 25, 22 November 2026 to 21 December 2026: £300.00')
  expect(text).toContain('Paid (Visa ending in 4242): £300.00')
  expect(text).toContain('Business × 25 (S1K2): Starts 22 November 2026')
  expect(text).toContain('22 December 2026: £300.00')
  expect(text).toContain('help@example.com')
})

test('a discount stands on a line of its own, after the full prices', () => {
  const [line] = receipt.lines
  if (line === undefined) throw new Error('the receipt has a line')
  const reduced = { ...receipt, lines: [{ ...line, amount: '270.00' }], discount: '30.00', total: '270.00' }
  const { text } = renderReceiptMail(reduced, 'en-GB')
  expect(text).toContain(
    'Business × 25, 22 November 2026 to 21 December 2026: £300.00\nDiscount today: -£30.00\nTotal: £270.00',
  )
  expect(renderReceiptMail(receipt, 'en-GB').text).not.toContain('Discount')
})

test('what is still owed on an invoice stands in it, and nothing is called paid', () => {
  const onInvoice: Receipt = { ...receipt, paymentType: 'invoice', card: null, paid: '0.00', due: '300.00' }
  const { text } = renderReceiptMail(onInvoice, 'en-GB')
  expect(text).toContain('To pay by invoice: £300.00')
  expect(text).not.toContain('Paid')
})

test.each([
  ['de-DE', 'Ihre Bestellung 8HK92PL401QW bei Engine & Co', '22. Dezember 2026'],
  ['fr', 'Votre commande 8HK92PL401QW chez Engine & Co', '22 décembre 2026'],
  ['es', 'Su pedido 8HK92PL401QW en Engine & Co', '22 de diciembre de 2026'],
  ['ja', 'Engine & Co でのご注文 8HK92PL401QW', '2026年12月22日'],
  ['tlh', 'Your order 8HK92PL401QW with Engine & Co', 'December 22, 2026'],
])('in %s the mail speaks that language, or English', (locale, subject, day) => {
  const mail = renderReceiptMail(receipt, locale)
  expect(mail.subject).toBe(subject)
  expect(mail.text).toContain(day)
})

test('no name can put markup into the mail', () => {
  const { html } = renderReceiptMail(receipt, 'en-GB')
  expect(html).toContain('Engine &amp; Co')
  const bad = { ...receipt, merchant: { ...receipt.merchant, name: '<script>alert(1)</script>' } }
  expect(renderReceiptMail(bad, 'en-GB').html).not.toContain('<script>')
})

test('a tax on top stands before the total, one inside the price after it', () => {
  const vat = { name: 'VAT', rate: '17.5', amountWithoutTax: '250.00', taxAmount: '50.00' }
  const told = (inclusive: boolean, locale: string) =>
    renderReceiptMail({ ...receipt, taxes: [{ ...vat, inclusive }] }, locale).text
  expect(told(false, 'en-GB')).toContain('£300.00\nVAT 17.5%: £50.00\nTotal: £300.00')
  expect(told(true, 'en-GB')).toContain('Total: £300.00\nIncluding VAT 17.5%: £50.00')
  expect(told(true, 'de-DE')).toContain('Darin VAT 17,5\u00a0%: 50,00\u00a0£')
})
