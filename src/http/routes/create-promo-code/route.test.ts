import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { promoCodeMaker, twentyPercent } from '../../../../test/support/promo-codes.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()
let codes: Awaited<ReturnType<typeof promoCodeMaker>>

beforeAll(async () => {
  codes = await promoCodeMaker(app())
})

test('200: the code is kept in upper case, with everything it says', async () => {
  const answer = await codes.ask({
    name: 'CODE123',
    id: 'promo_code_v2-CODE123',
    data: {
      applicationLevel: 'wholeBasket',
      promoCode: 'code123',
      status: true,
      description: '',
      promoStartDate: '2026-11-01',
      promoExpiryDate: '2026-12-31',
      productDetails: { product: { path: '/products/Discounts' }, ratePlan: { path: '30% Off' } },
      usage: { availableQuantity: 100 },
      discount: {
        discountType: 'DiscountPercentage',
        percentageDiscount: 12,
        durationLength: 1,
        durationType: 'Months',
      },
    },
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    id: 'promo_code_v2-CODE123',
    name: 'CODE123',
    status: 'active',
    record_type: 'promo_code_v2',
    service: 'limio',
    reference: 'CODE123',
    data: {
      promoCode: 'CODE123',
      promoExpiryDate: '2026-12-31',
      productDetails: { ratePlan: { path: '30% Off' } },
      usage: { availableQuantity: 100, usedQuantity: 0 },
      discount: { percentageDiscount: 12 },
    },
  })
  expect(await codes.read('CODE123')).toEqual(answer.json())
})

test('200: a code that is off is inactive, and all are listed, newest first', async () => {
  expect(await codes.make('SLEEPING', { status: false })).toMatchObject({ status: 'inactive' })
  const headers = await bearer(app(), ['objects:read'])
  const list = await app().http.inject({
    url: '/api/objects/limio/promo_codes_v2?reference=sleeping',
    headers,
  })
  expect(list.json().items).toMatchObject([{ reference: 'SLEEPING' }])
})

test.each([
  ['/data/promoCode', { data: { promoCode: 'SAVE-20', discount: twentyPercent } }],
  ['/name', { name: 'two words', data: { discount: twentyPercent } }],
  ['/id', { id: 'promo_code_v2-OTHER', data: { promoCode: 'ONE', discount: twentyPercent } }],
  ['/data/discount', { data: { promoCode: 'ONE' } }],
  [
    '/data/discount/percentageDiscount',
    { data: { promoCode: 'ONE', discount: { discountType: 'DiscountPercentage' } } },
  ],
  [
    '/data/discount/currency',
    { data: { promoCode: 'ONE', discount: { discountType: 'DiscountFixedAmount', amountDiscount: 5 } } },
  ],
  [
    '/data/discount/amountDiscount',
    {
      data: {
        promoCode: 'ONE',
        discount: { discountType: 'DiscountFixedAmount', amountDiscount: 5.001, currency: 'GBP' },
      },
    },
  ],
  [
    '/data/orderItemsWithSpecifiedDiscount',
    { data: { promoCode: 'ONE', applicationLevel: 'selectedItems', discount: twentyPercent } },
  ],
  [
    '/data/applicationLevel',
    {
      data: {
        promoCode: 'ONE',
        orderItemsWithSpecifiedDiscount: { discountedOffers: ['/offers2/X'] },
        discount: twentyPercent,
      },
    },
  ],
  [
    '/data/promoExpiryDate',
    {
      data: {
        promoCode: 'ONE',
        promoStartDate: '2026-12-01',
        promoExpiryDate: '2026-11-01',
        discount: twentyPercent,
      },
    },
  ],
  [
    '/data/usage/availableQuantity',
    { data: { promoCode: 'ONE', usage: { availableQuantity: -1 }, discount: twentyPercent } },
  ],
  ['/data/limit', { data: { promoCode: 'ONE', discount: twentyPercent, limit: 5 } }],
])('400: a mistake at %s', async (pointer, body) => {
  const answer = await codes.ask(body)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toMatchObject([{ pointer }])
})

test('401 without a token, 403 without objects:write', async () => {
  const post = (headers: object) =>
    app().http.inject({
      method: 'POST',
      url: '/api/objects/limio/promo_codes_v2',
      headers: { ...headers },
      payload: { data: { promoCode: 'ONE', discount: twentyPercent } },
    })
  expect((await post({})).statusCode).toBe(401)
  expect((await post(await bearer(app(), ['objects:read']))).statusCode).toBe(403)
})

test('409: PROMO and promo clash', async () => {
  await codes.make('PROMO')
  const answer = await codes.ask({ data: { promoCode: 'promo', discount: twentyPercent } })
  expect(answer.statusCode).toBe(409)
  expect(answer.json()).toMatchObject({ code: 'conflict', errors: [{ pointer: '/data/promoCode' }] })
})
