import { expect, test } from 'vitest'
import { anOffer, aPrice, buy, someFacts } from '../../test/support/plan.ts'
import { previewFigures } from '../contract/preview.ts'
import { renderPreview } from './render-preview.ts'

function preview(...[offer, more]: Parameters<typeof buy>) {
  return renderPreview({ proposal: { facts: someFacts([offer], more?.facts), ...buy(offer, more) } })
}

test('the shape of the contract, every amount a decimal string', () => {
  const shown = preview(anOffer(), { item: { quantity: 25 } })
  expect(previewFigures.parse(shown)).toEqual(shown)
  expect(shown.preview).toMatchObject({
    success: true,
    status: 'active',
    paidAmount: '300.00',
    previewResult: {
      invoices: [
        {
          amount: '300.00',
          amountWithoutTax: '300.00',
          taxAmount: '0.00',
          targetDate: '2026-06-10',
          invoiceItems: [
            {
              unitPrice: '12.00',
              amountWithoutTax: '300.00',
              serviceStartDate: '2026-06-10',
              serviceEndDate: '2026-07-09',
              additionalInfo: { quantity: 25, unitOfMeasure: 'Each' },
            },
          ],
        },
      ],
      creditMemos: [],
    },
  })
  expect(shown.schedule).toHaveLength(13)
  expect(shown.schedule[1]).toMatchObject({
    date: '2026-07-10',
    schedule_date: '2026-07-10',
    amount: '300.00',
    unit_amount: '12.00',
    quantity: 25,
    description: 'Business',
  })
  expect(shown.effectiveDate).toBe('2026-06-10')
  expect(shown.nextSchedule).toEqual({ date: '2026-07-10', amount: '300.00', currency: 'GBP' })
})

test('a currency keeps its own decimals', () => {
  const yen = preview(anOffer({ currency: 'JPY', prices: [aPrice({ unitAmount: 1000 })] }))
  expect(yen.preview.paidAmount).toBe('1000')
  const dinar = preview(anOffer({ currency: 'KWD', prices: [aPrice({ unitAmount: 1005 })] }), {
    item: { quantity: 3 },
  })
  expect(dinar.preview.paidAmount).toBe('3.015')
})

test('it says in words what is due today and what comes when', () => {
  expect(preview(anOffer()).messages.map((message) => message.text)).toEqual([
    '12.00 GBP is due today.',
    'The next charge is 12.00 GBP on 10 July 2026.',
  ])
  const trial = anOffer({ isTrial: true, prices: [aPrice({ delay: { count: 14, unit: 'days' } })] })
  expect(preview(trial).messages.map((message) => message.text)).toEqual([
    'Nothing is due today.',
    'The next charge is 12.00 GBP on 24 June 2026.',
    'Business: a free trial until 24 June 2026; the first charge is on that day.',
  ])
  const once = anOffer({ prices: [aPrice({ kind: 'one_time', interval: undefined })] })
  expect(preview(once).nextSchedule).toBeNull()
  expect(preview(once).messages[1]?.text).toBe('Nothing is charged later.')
})

test('at most 24 entries are shown, the one of today among them', () => {
  const shown = preview(anOffer({ prices: [aPrice({ interval: { count: 1, unit: 'days' } })] }))
  expect(shown.schedule).toHaveLength(24)
  expect(shown.schedule[0]?.date).toBe('2026-06-10')
})
