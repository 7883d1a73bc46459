import type { GatewayPayment } from '../../src/ports/payment-gateway.ts'
import type { TestApp } from './app.ts'

/** Where a payment's buyer is sent back to. */
export const returnUrlOf = (app: TestApp) => `${app.services.publicUrl}/payment/return/ord-1`

/** A payment whose buyer is wanted by their bank, and the page where that waits. */
export async function challengedPayment(app: TestApp, more: { token?: string; amount?: number } = {}) {
  const key = `${app.services.random.uuid()}:auth:1`
  const payment = await app.services.gateway.authorise({
    key,
    amount: more.amount ?? 999,
    currency: 'GBP',
    source: { kind: 'token', token: more.token ?? 'tok_3ds' },
    payer: { ownerId: 'owner-1', email: undefined },
    offSession: false,
    returnUrl: returnUrlOf(app),
  })
  if (payment.state !== 'challenged') throw new Error(`the payment is ${payment.state}`)
  return { key, reference: payment.reference, url: payment.url }
}

/** What a browser posts that shows a page of ours. */
export function press(app: TestApp, url: string, answer: string, headers: object = {}) {
  return app.http.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      'accept-language': 'en-GB',
      ...headers,
    },
    payload: `answer=${answer}`,
  })
}

export async function stateOf(app: TestApp, key: string): Promise<GatewayPayment['state'] | undefined> {
  return (await app.services.gateway.lookup(key))?.state
}
