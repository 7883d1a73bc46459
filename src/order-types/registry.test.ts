import { expect, test } from 'vitest'
import { isRefused } from '../domain/refusal.ts'
import { parseOrder } from './registry.ts'

const offer = {
  id: '8a512ee55befaea0f7fa962cea9982d0e84f0098',
  version: '4dd34671f26fdbbf240560b78f7f2f54654cde72',
}
const least = { order_type: 'new', orderItems: [{ offer }] }

function parsed(body: object) {
  const result = parseOrder({ ...least, ...body })
  if (isRefused(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  const { order } = result
  if (order.type !== 'new') throw new Error(`read as ${order.type}`)
  return { ...result, order }
}

test('a full body in our words', () => {
  const result = parsed({
    external_id: 'EXT-1',
    initiated_source: 'salesforce',
    source: 'shop',
    process_immediately: true,
    orderItems: [{ id: 'one', offer, quantity: 3 }],
    customerDetails: { firstName: 'Ada', email: 'ada@example.com', marketingPrefs: { news: true } },
    deliveryDetails: { city: 'London', country: 'GB' },
    setBillingTheSameAsDelivery: 'on',
    payment: { type: 'sandbox', sandbox: { token: 'tok_ok' } },
    orderDate: '2026-12-01T01:00:00+01:00',
    checkoutId: 'basket-22e3d318-92e2-4909-b59c-1265623bc3f6',
    country: 'GB',
    tracking: { accountId: '0017x00000Q9O9qAAF' },
    customFields: { size: 'L' },
    mode: 'production',
    __spec_version: '2',
    userDetails: { sub: 'x' },
    isGift: false,
    promoCodes: [],
  })
  expect(result.envelope).toMatchObject({
    externalId: 'EXT-1',
    initiatedSource: 'salesforce',
    source: 'shop',
    processImmediately: true,
    tracking: { accountId: '0017x00000Q9O9qAAF' },
    customFields: { size: 'L' },
  })
  expect(result.order).toMatchObject({
    type: 'new',
    items: [{ id: 'one', offer, quantity: 3 }],
    paymentType: 'card',
    country: 'GB',
    startAt: '2026-12-01T00:00:00.000Z',
    customer: { firstName: 'Ada', email: 'ada@example.com', other: { marketingPrefs: { news: true } } },
    billing: { city: 'London', country: 'GB' },
    delivery: { city: 'London', country: 'GB' },
  })
  expect(result.payment).toEqual({ type: 'card', gateway: 'sandbox', token: 'tok_ok' })
  expect(result.order.checkoutId).toBe('basket-22e3d318-92e2-4909-b59c-1265623bc3f6')
})

test('what was not said is not there, so that a basket can fill it in', () => {
  const { order, payment } = parsed({ orderItems: undefined, customerDetails: { firstName: 'Ada' } })
  expect(order.items).toBeUndefined()
  expect(payment).toBeUndefined()
  expect(Object.keys(order.customer)).toEqual(['firstName'])
})

test.each([
  [{ type: 'invoice' }, 'invoice', { type: 'invoice' }],
  [{ type: 'stripe', stripe: { token: 'pm_1' } }, 'card', { type: 'card', gateway: 'stripe', token: 'pm_1' }],
  [
    { type: 'token', token: { id: `pm-${'a'.repeat(32)}` } },
    'card',
    { type: 'saved', paymentMethodId: `pm-${'a'.repeat(32)}` },
  ],
])('payment %j', (payment, type, choice) => {
  const result = parsed({ payment })
  expect(result.order.paymentType).toBe(type)
  expect(result.payment).toEqual(choice)
})

test.each([{ order_type: 'new', isRedeem: true }, { order_type: 'new' }, { order_type: 'redeem_gift' }])(
  '%j with a code is a claim',
  (body) => {
    const claim = parseOrder({ ...body, redeemCode: '00000-00000-00000-00000', country: 'GB' })
    expect(claim).toMatchObject({ order: { type: 'redeem_gift', code: '0'.repeat(20), country: 'GB' } })
  },
)

test('how a gift is handed over', () => {
  const recipientDetails = { email: 'rec@example.com', giftMessage: 'Enjoy', deliveryDate: '2026-12-24' }
  expect(parsed({ isGift: true, autoRenew: false, recipientDetails }).order.gift).toEqual({
    isGift: true,
    recipient: { email: 'rec@example.com' },
    sendEmail: undefined,
    startNow: undefined,
    message: 'Enjoy',
    deliverAt: '2026-12-24',
  })
})

test('a plain date is a local day', () => {
  expect(parsed({ orderDate: '2026-12-01' }).order.startAt).toBe('2026-12-01')
})

test.each([['/forPartner', { forPartner: { id: 'p' } }]])('%s comes later and says so', (pointer, body) => {
  expect(parseOrder({ ...least, ...body })).toMatchObject({ code: 'not_supported', errors: [{ pointer }] })
})

test.each(['paypal', 'direct_debit'])(
  'payment by %s is not taken, for any order type, and says so',
  (type) => {
    for (const order_type of ['new', 'change_payment', 'pay_invoice', 'renew', 'add_offer'])
      expect(parseOrder({ ...least, order_type, payment: { type } })).toMatchObject({
        code: 'payment_type_not_supported',
        errors: [{ pointer: '/payment/type' }],
      })
  },
)

const overrides = (more: object) => ({
  orderDiscount: {
    discountOverrides: { discountType: 'DiscountPercentage', percentageDiscount: 10, ...more },
  },
})

test('an order brings a discount of its own', () => {
  const length = { durationLength: 3, durationType: 'Months' }
  expect(parsed(overrides({ ...length, percentageDiscount: '12.5' })).order.discount).toEqual({
    name: 'Discount',
    percentage: 125_000,
    length: { count: 3, unit: 'months' },
  })
  const fixed = { discountType: 'DiscountFixedAmount', percentageDiscount: null, amountDiscount: 4.5 }
  const offers = { discountedOffers: ['/offers2/Pro', { id: 'x' }, { path: '/add_ons/Extra' }] }
  expect(
    parsed(overrides({ ...fixed, currency: 'GBP', orderItemsWithSpecifiedDiscount: offers })).order.discount,
  ).toEqual({
    name: 'Discount',
    amount: { decimal: '4.5', currency: 'GBP' },
    offers: ['/offers2/Pro', 'x', '/add_ons/Extra'],
  })
})

test.each([
  ['/percentageDiscount', { percentageDiscount: 101 }],
  ['/percentageDiscount', { percentageDiscount: 0 }],
  ['/percentageDiscount', { percentageDiscount: 1.00001 }],
  ['/amountDiscount', { amountDiscount: 5 }],
  ['/amountDiscount', { discountType: 'DiscountFixedAmount', percentageDiscount: null }],
  ['/durationType', { durationLength: 3 }],
  ['/durationLength', { durationType: 'Months' }],
  ['/durationLength', { durationLength: 0, durationType: 'Months' }],
])('a discount that contradicts itself is refused at %s', (pointer, more) => {
  expect(parseOrder({ ...least, ...overrides(more) })).toMatchObject({
    code: 'invalid_request',
    errors: [{ pointer: `/orderDiscount/discountOverrides${pointer}` }],
  })
})

test.each([
  ['', null],
  ['', []],
  ['', 'new'],
  ['/order_type', {}],
  ['/order_type', { order_type: 'toString' }],
  ['/order_type', { order_type: 7 }],
  ['/nonsense', { ...least, nonsense: 1 }],
  ['/orderItems', { ...least, orderItems: [] }],
  ['/orderItems', { ...least, orderItems: Array.from({ length: 101 }, () => ({ offer })) }],
  ['/orderItems/0/offer/id', { ...least, orderItems: [{ offer: { ...offer, id: 'x' } }] }],
  ['/orderItems/0/quantity', { ...least, orderItems: [{ offer, quantity: 0 }] }],
  ['/orderItems/0/quantity', { ...least, orderItems: [{ offer, quantity: 1.5 }] }],
  ['/orderItems/0/quantity', { ...least, orderItems: [{ offer, quantity: 100_001 }] }],
  ['/country', { ...least, country: 'gb' }],
  ['/country', { ...least, country: 'UK' }],
  ['/billingDetails/country', { ...least, billingDetails: { country: 'XX' } }],
  [
    '/payment/sandbox/token',
    { ...least, payment: { type: 'sandbox', sandbox: { token: '4242424242424242' } } },
  ],
  ['/checkoutId', { ...least, checkoutId: 'basket-1' }],
  ['/external_id', { ...least, external_id: 'x'.repeat(129) }],
  ['/customerDetails/email', { ...least, customerDetails: { email: 'nobody' } }],
  ['/customerDetails/timeZone', { ...least, customerDetails: { timeZone: 'Mars/Olympus' } }],
  ['/orderDate', { ...least, orderDate: 'tomorrow' }],
  ['/orderDate', { ...least, orderDate: '2026-02-30' }],
  ['/orderDate', { ...least, orderDate: '9999-12-31' }],
  ['/orderDate', { ...least, orderDate: '9999-12-31T23:59:59-12:00' }],
  ['/payment/type', { ...least, payment: { type: 'gold' } }],
  ['/payment/sandbox', { ...least, payment: { type: 'sandbox' } }],
  [
    '/payment/sandbox/number',
    { ...least, payment: { type: 'sandbox', sandbox: { token: 't', number: '4' } } },
  ],
  ['/payment/token/id', { ...least, payment: { type: 'token', token: { id: 'pm-1' } } }],
  ['/process_immediately', { ...least, process_immediately: 'yes' }],
  ['/tracking', { ...least, tracking: { '': 1 } }],
  ['/owner', { ...least, owner: 'id-1' }],
  ['/isRedeem', { ...least, isRedeem: 'yes' }],
  ['/recipientDetails/deliveryDate', { ...least, recipientDetails: { deliveryDate: 'soon' } }],
  ['/redeemCode', { order_type: 'new', isRedeem: true, country: 'GB' }],
  ['/redeemCode', { order_type: 'new', redeemCode: 'GIFT-8HK92PL4', country: 'GB' }],
  ['/country', { order_type: 'new', redeemCode: '0'.repeat(20) }],
  ['/payment', { order_type: 'redeem_gift', redeemCode: '0'.repeat(20), country: 'GB', payment: {} }],
])('malformed at "%s"', (pointer, body) => {
  const refusal = parseOrder(body)
  expect(refusal).toMatchObject({ code: 'invalid_request' })
  expect(isRefused(refusal) && refusal.errors.map((mistake) => mistake.pointer)).toContain(pointer)
})
