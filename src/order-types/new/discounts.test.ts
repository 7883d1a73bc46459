import { expect, test } from 'vitest'
import { anItem, anOffer, anOrder, aPrice, buy, planned, someFacts } from '../../../test/support/plan.ts'
import type { DiscountTerms } from '../../domain/discount-terms.ts'
import type { Offer } from '../../domain/offer.ts'
import { isRefused } from '../../domain/refusal.ts'
import { planNew } from './plan.ts'

const tenPercent: DiscountTerms = { name: 'WELCOME10', percentage: 100_000 }
const fixed = (decimal: string, currency?: string): DiscountTerms => ({
  name: 'FIVE',
  amount: { decimal, currency },
})

const other = (more: Partial<Offer> = {}) =>
  anOffer({ id: 'c'.repeat(40), displayName: 'Other', prices: [aPrice({ unitAmount: 600 })], ...more })

function order(discount: DiscountTerms, offers: readonly Offer[]) {
  const items = offers.map((offer, index) =>
    anItem(offer, { id: `item-${index}`, parentId: offer.recordType === 'add_on' ? 'item-0' : undefined }),
  )
  return anOrder(items, { discount })
}

const buyAll = (discount: DiscountTerms, offers: readonly Offer[]) =>
  planned(order(discount, offers), someFacts(offers))

const amounts = ({ after }: ReturnType<typeof buyAll>) =>
  after.schedules.map(({ dueOn, amount }) => [dueOn, amount])

test('10 % off for three months, and the full price again', () => {
  const bought = buyAll({ ...tenPercent, length: { count: 3, unit: 'months' } }, [anOffer()])
  expect(amounts(bought).slice(0, 5)).toEqual([
    ['2026-06-10', 1080],
    ['2026-07-10', 1080],
    ['2026-08-10', 1080],
    ['2026-09-10', 1200],
    ['2026-10-10', 1200],
  ])
  expect(bought.after.invoices[0]?.lines[0]).toMatchObject({ unitAmount: 1200, amount: 1080, discount: 120 })
  expect(bought.after.subscriptionOffers[1]).toMatchObject({
    subtype: 'discount',
    name: 'WELCOME10',
    startOn: '2026-06-10',
    endOn: '2026-09-10',
    charges: [],
  })
  expect(bought.changeset.messages.at(-1)).toEqual({
    level: 'info',
    code: 'discount',
    text: 'WELCOME10: 10 % off each charge until 9 September 2026.',
  })
})

test('a fixed amount over a basket of two offers is given once: 18.00 less 5.00', () => {
  const bought = buyAll(fixed('5.00'), [anOffer(), other()])
  expect(bought.after.invoices[0]).toMatchObject({ total: 1300 })
  expect(bought.after.subscriptionOffers.flatMap(({ discount }) => discount?.amount ?? [])).toEqual([
    333, 167,
  ])
})

test('offer and add-on of one subscription share a fixed amount', () => {
  const addOn = other({ recordType: 'add_on' })
  const bought = buyAll(fixed('5'), [anOffer({ addOnPaths: [addOn.path] }), addOn])
  expect(bought.after.invoices[0]?.lines.map(({ amount }) => amount)).toEqual([867, 433])
})

test('for named offers alone, by path or by id', () => {
  const offers = [anOffer(), other()]
  for (const name of ['/offers2/Other', 'c'.repeat(40)]) {
    const bought = buyAll({ ...tenPercent, offers: [name] }, offers)
    expect(bought.after.invoices[0]?.lines.map(({ amount }) => amount)).toEqual([1200, 540])
  }
})

test('what is charged once is reduced too, in the order that buys it', () => {
  const setup = anOffer({
    prices: [aPrice(), aPrice({ name: 'setup', kind: 'one_time', interval: undefined })],
  })
  const bought = buyAll(tenPercent, [setup])
  expect(bought.after.invoices[0]?.lines.map(({ amount }) => amount)).toEqual([1080, 1080])
})

test('a discount is not used up by a trial', () => {
  const trial = anOffer({ isTrial: true, prices: [aPrice({ delay: { count: 1, unit: 'months' } })] })
  const bought = buyAll({ ...tenPercent, length: { count: 1, unit: 'months' } }, [trial])
  expect(amounts(bought).slice(0, 2)).toEqual([
    ['2026-07-10', 1080],
    ['2026-08-10', 1200],
  ])
})

test('everything off: nothing is collected, the card is kept', () => {
  const { changeset, after } = buyAll({ name: 'FREE', percentage: 1_000_000 }, [anOffer()])
  expect(after.invoices[0]).toMatchObject({ total: 0, status: 'paid' })
  expect(changeset.effects.map(({ kind }) => kind)).toEqual(['save_payment_method', 'mail_receipt'])
})

test.each([
  ['another currency', fixed('5', 'EUR'), 'mixed_currencies', '/orderDiscount/discountOverrides/currency'],
  ['too many decimals', fixed('5.001'), 'invalid_request', '/orderDiscount/discountOverrides/amountDiscount'],
  [
    'an offer that is not ordered',
    { ...tenPercent, offers: ['/offers2/Nothing'] },
    'invalid_request',
    '/orderDiscount/discountOverrides/orderItemsWithSpecifiedDiscount/discountedOffers/0',
  ],
])('refused: %s', (_, discount, code, pointer) => {
  const offers = [anOffer()]
  const refusal = planNew(order(discount, offers), someFacts(offers))
  expect(isRefused(refusal) && [refusal.code, refusal.errors[0]?.pointer]).toEqual([code, pointer])
})

test('without a discount there is none', () => {
  expect(buy(anOffer()).after.subscriptionOffers).toHaveLength(1)
})
