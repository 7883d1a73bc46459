import { expect, test } from 'vitest'
import { anOffer, aPrice, buy, someFacts, testIds } from '../../../test/support/plan.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import { planDue } from '../../domain/due.ts'
import { type Facts, type HeldProduct, offerKey } from '../../domain/facts.ts'
import { fold } from '../../domain/fold.ts'
import type { Offer } from '../../domain/offer.ts'
import type { RedeemGift } from '../../domain/order.ts'
import { isRefused } from '../../domain/refusal.ts'
import { planRedeemGift } from './plan.ts'

const gift = (offer: Partial<Offer> = {}) => anOffer({ isGift: true, autoRenew: false, ...offer })

const claim: RedeemGift = {
  type: 'redeem_gift',
  giftId: 'gift_code-gift/one',
  subscriptionId: 'sub-sub/one',
  subscriptionReference: 'SUB/ONE',
  checkoutId: undefined,
  country: 'GB',
  customer: { email: 'rec@example.com' },
  billing: undefined,
  delivery: undefined,
}

/** Half a year after it was bought, on the 31st of January. */
const at = '2027-01-31T12:00:00.000Z'

function factsOf(offer: Offer, facts: Partial<Facts> = {}): Facts {
  return someFacts([], {
    at,
    ownerId: 'id-rec',
    orderId: 'order-2',
    ids: { ...testIds, id: (noun, key) => `${noun}-2/${key}` },
    before: buy(offer).after,
    heldOffers: new Map([[offerKey(offer.id, offer.version), offer]]),
    ...facts,
  })
}

function claimed(offer: Offer, facts: Partial<Facts> = {}) {
  const given = factsOf(offer, facts)
  const changeset = planRedeemGift(claim, given)
  if (isRefused(changeset)) throw new Error(changeset.detail)
  return { changeset, after: fold(given.before, changeset.changes) }
}

test('the term is counted from the claim, and everything but the money is the recipient’s', () => {
  const { changeset, after } = claimed(
    gift({ initialTerm: { length: { count: 1, unit: 'months' }, renewalType: 'TERMED' } }),
  )
  expect(after.subscriptions).toMatchObject([
    { status: 'active', ownerId: 'id-rec', startOn: '2027-01-31', termEndOn: '2027-02-28', autoRenew: false },
  ])
  expect(after.subscriptionOffers).toMatchObject([{ ownerId: 'id-rec', status: 'active' }])
  expect(after.entitlements).toMatchObject([{ ownerId: 'id-rec', status: 'active', startOn: '2027-01-31' }])
  expect(after.invoices).toMatchObject([{ ownerId: 'id-1' }])
  expect(after.gifts).toMatchObject([
    { status: 'claimed', ownerId: 'id-1', claim: { ownerId: 'id-rec', at } },
  ])
  expect(changeset.effects).toEqual([{ kind: 'mail_receipt', when: 'after', email: 'rec@example.com' }])
})

test('nothing is charged in the term that was given, however long one looks; then it ends', () => {
  let { after: state }: { after: CustomerState } = claimed(gift())
  for (const day of ['2027-02-28', '2027-12-31', '2028-01-30']) {
    const changes = planDue(state, {
      at: `${day}T12:00:00.000Z`,
      ids: testIds,
      invoiceTermDays: 30,
      taxRates: [],
    })
    expect([day, changes]).toEqual([day, []])
    state = fold(state, changes)
  }
  const changes = planDue(state, {
    at: '2028-01-31T00:00:00.000Z',
    ids: testIds,
    invoiceTermDays: 30,
    taxRates: [],
  })
  expect(changes).toMatchObject([{ kind: 'end_subscription', status: 'expired', endOn: '2028-01-31' }])
})

const held = (more: Partial<HeldProduct>): HeldProduct => ({
  name: 'Business',
  endOn: '2027-03-01',
  renews: false,
  ...more,
})
const now = { ...someFacts([]).settings, giftStacking: 'now' as const }

const starts: [string, Partial<Facts>, Partial<Offer>, string, readonly string[]][] = [
  ['nothing is held', {}, {}, '2027-01-31', ['gift_starts_today']],
  ['it queues', { heldAlready: held({}) }, {}, '2027-03-01', ['gift_queued']],
  [
    'it queues, and what is held goes on',
    { heldAlready: held({ renews: true }) },
    {},
    '2027-03-01',
    ['gift_queued', 'held_renews'],
  ],
  [
    'both run, by the setting',
    { heldAlready: held({}), settings: now },
    {},
    '2027-01-31',
    ['gift_starts_today', 'held_as_well'],
  ],
  [
    'what may be held once queues all the same',
    { heldAlready: held({}), settings: now },
    { blockMultiple: true },
    '2027-03-01',
    ['gift_queued'],
  ],
  [
    'behind what has no end nothing queues',
    { heldAlready: held({ endOn: undefined }) },
    {},
    '2027-01-31',
    ['gift_starts_today', 'held_as_well'],
  ],
  [
    'what ends today is in nobody’s way',
    { heldAlready: held({ endOn: '2027-01-31' }) },
    {},
    '2027-01-31',
    ['gift_starts_today', 'held_as_well'],
  ],
]

test.each(starts)('when: %s', (_, facts, offer, startOn, codes) => {
  const { changeset, after } = claimed(gift(offer), facts)
  expect(changeset.effectiveOn).toBe(startOn)
  expect(changeset.messages.map(({ code }) => code)).toEqual([...codes, 'gift_term'])
  const status = startOn > '2027-01-31' ? 'pending' : 'active'
  expect(after.subscriptions).toMatchObject([{ status, startOn }])
  expect(after.entitlements).toMatchObject([{ status, startOn }])
})

test('one that queues begins on its day', () => {
  const { after } = claimed(gift(), { heldAlready: held({}) })
  const changes = planDue(after, {
    at: '2027-03-01T00:00:00.000Z',
    ids: testIds,
    invoiceTermDays: 30,
    taxRates: [],
  })
  expect(changes).toMatchObject([{ kind: 'activate_subscription' }])
  expect(fold(after, changes).entitlements).toMatchObject([{ status: 'active' }])
})

test('what took something off the price is over', () => {
  const discount = { name: 'TEN', percentage: 100_000 }
  const before = buy(gift({ prices: [aPrice()] })).after
  const [base] = before.subscriptionOffers
  if (base === undefined) throw new Error('no offer')
  const reduced = {
    ...base,
    id: 'subscription_offer-discount',
    subtype: 'discount' as const,
    charges: [],
    discount,
  }
  const { after } = claimed(gift(), { before: { ...before, subscriptionOffers: [base, reduced] } })
  expect(after.subscriptionOffers.map(({ subtype, status }) => [subtype, status])).toEqual([
    ['base', 'active'],
    ['discount', 'ended'],
  ])
})

test.each([
  ['claimed', 'gift_claimed'],
  ['refunded', 'gift_refunded'],
] as const)('one that was %s is refused', (status, code) => {
  const { before } = factsOf(gift())
  const over = { ...before, gifts: before.gifts.map((one) => ({ ...one, status })) }
  expect(planRedeemGift(claim, factsOf(gift(), { before: over }))).toMatchObject({ refused: true, code })
})

test('where the offer is not sold it is not claimed', () => {
  const offer = gift({ allowedCountries: ['GB'] })
  const refusal = planRedeemGift({ ...claim, country: 'US' }, factsOf(offer))
  expect(refusal).toMatchObject({ code: 'country_not_allowed', errors: [{ pointer: '/country' }] })
})
