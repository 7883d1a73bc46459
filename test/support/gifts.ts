import type { TestApp } from './app.ts'
import type { Answer } from './buyer.ts'
import { ordersByClient } from './orders.ts'
import { bearer } from './tokens.ts'

export const giftYear = '/offers2/Gift Year'

/** Buys, claims and pays back gifts as one API client. */
export async function giftShop(app: TestApp) {
  const { order, preview } = await ordersByClient(app)
  const headers = await bearer(app, [
    'orders:write',
    'orders:preview',
    'objects:read',
    'checkout:read',
    'order:update_refund',
    'settings:read',
  ])
  const call = async (method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> => {
    const answer = await app.http.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
  }
  const claimOf = (code: string, more: object = {}) => ({
    order_type: 'new',
    isRedeem: true,
    redeemCode: code,
    country: 'GB',
    customerDetails: { firstName: 'Rec', email: 'rec@example.com' },
    process_immediately: true,
    ...more,
  })
  const refundOf = (subscriptionId: string) => ({
    order_type: 'gift_refund',
    subscriptionId,
    process_immediately: true,
  })
  return {
    buy: (more: object = {}) => order(giftYear, { isGift: true, ...more }),
    previewPurchase: (more: object = {}) => preview(giftYear, { isGift: true, ...more }),
    claim: (code: string, more: object = {}) => call('POST', '/api/admin/order', claimOf(code, more)),
    previewClaim: (code: string, more: object = {}) =>
      call('POST', '/api/order/preview', claimOf(code, more)),
    refund: (subscriptionId: string, more: object = {}) =>
      call('POST', '/api/admin/order', { ...refundOf(subscriptionId), ...more }),
    previewRefund: (subscriptionId: string) => call('POST', '/api/order/preview', refundOf(subscriptionId)),
    /** The gift of a purchase, as `gift_code` shows it. */
    giftOf: async (orderId: string) =>
      (await call('GET', `/api/objects/limio/gift_code?order=${orderId}`)).body.items[0],
    giftsOf: async (orderId: string): Promise<readonly { related: string; data: { code: string } }[]> =>
      (await call('GET', `/api/objects/limio/gift_code?order=${orderId}`)).body.items,
    object: async (type: string, id: string) => (await call('GET', `/api/objects/limio/${type}/${id}`)).body,
    related: async (type: string, id: string) =>
      (await call('GET', `/api/objects/limio/${type}/${id}/related?limit=100`)).body.items,
    mailsTo: async (to: string) =>
      (await call('GET', `/api/admin/mails?to=${encodeURIComponent(to)}`)).body.items,
  }
}
