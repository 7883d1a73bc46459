import { type GatewayDispute, type GatewayNotice, NoticeRejected } from '../../src/ports/gateway-notice.ts'
import type { PaymentGateway } from '../../src/ports/payment-gateway.ts'
import type { TestApp } from './app.ts'
import { withServices } from './orders.ts'

const signature = 'signed by the gateway'

/** Reads notices as they are, where they bear the signature. */
const readNotice: PaymentGateway['readNotice'] = async ({ body, headers }) => {
  if (headers.signature !== signature) throw new NoticeRejected('not signed')
  return JSON.parse(body.toString()) as GatewayNotice
}

/** The same app, whose gateway sends notices; `wrap` changes its other calls. */
export function sendingNotices(app: TestApp, wrap: Partial<PaymentGateway> = {}): Promise<TestApp> {
  return withServices(app, { gateway: { ...app.services.gateway, readNotice, ...wrap } })
}

/** What the gateway posts; answers the status and the body. */
export async function postNotice(app: TestApp, notice: GatewayNotice | object) {
  const answer = await app.http.inject({
    method: 'POST',
    url: '/api/gateways/sandbox/notices',
    headers: { signature, 'content-type': 'application/json' },
    payload: JSON.stringify(notice),
  })
  return { status: answer.statusCode, body: answer.json() }
}

/** A dispute of a payment, as the gateway tells it. */
export function aDispute(paymentReference: string, more: Partial<GatewayDispute> = {}): GatewayDispute {
  return {
    reference: `dp_${paymentReference}`,
    paymentReference,
    amount: 9900,
    currency: 'GBP',
    reason: 'fraudulent',
    status: 'open',
    evidenceDueAt: '2030-01-01T00:00:00.000Z',
    ...more,
  }
}
