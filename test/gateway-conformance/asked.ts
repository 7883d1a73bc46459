import { randomUUID } from 'node:crypto'
import type { AuthoriseRequest, GatewayPayment, MoneySource } from '../../src/ports/payment-gateway.ts'
import type { CardBehaviour, GatewayUnderTest } from './gateway-under-test.ts'

/** A key of ours that no gateway has heard of. */
export const newKey = () => `${randomUUID()}:auth:1`

const returnUrl = 'http://127.0.0.1:3000/payment/return/1'

/** A request as an order makes it: £9.99 from a token, the buyer at hand. */
export function requestOf(source: MoneySource, more: Partial<AuthoriseRequest> = {}): AuthoriseRequest {
  return {
    key: newKey(),
    amount: 999,
    currency: 'GBP',
    source,
    payer: { ownerId: 'owner-1', email: 'buyer@example.com' },
    offSession: false,
    returnUrl,
    ...more,
  }
}

/** Authorises with a new card that behaves so. */
export async function authorise(
  { gateway, token }: Pick<GatewayUnderTest, 'gateway' | 'token'>,
  behaviour: CardBehaviour,
  more: Partial<AuthoriseRequest> = {},
): Promise<{ request: AuthoriseRequest; key: string; payment: GatewayPayment }> {
  const request = requestOf({ kind: 'token', token: await token(behaviour) }, more)
  return { request, key: request.key, payment: await gateway.authorise(request) }
}

export async function captured(
  under: Pick<GatewayUnderTest, 'gateway' | 'token'>,
  more: Partial<AuthoriseRequest> = {},
) {
  const { request, key, payment } = await authorise(under, 'pays', more)
  const taken = await under.gateway.capture({ key, reference: payment.reference, amount: request.amount })
  return { request, key, reference: payment.reference, taken }
}

/** The challenge that this payment waits for. */
export function challengeOf(payment: GatewayPayment) {
  if (payment.state !== 'challenged') throw new Error(`the payment is ${payment.state}, not challenged`)
  return payment
}

/** The method that was saved with this payment. */
export function methodOf(payment: GatewayPayment | undefined): string {
  if (payment === undefined || !('methodReference' in payment)) throw new Error('the payment saved no method')
  return payment.methodReference
}
