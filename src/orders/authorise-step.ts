import { gatewayOf } from '../payments/gateway-of.ts'
import { type GatewayPayment, GatewayRefused } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { authorise, type Buyer } from './ask-gateway.ts'
import { waitWhileBusy } from './busy.ts'
import { commitToCapture, paidAttempt } from './commit-to-capture.ts'
import { declineAttempt } from './decline.ts'
import type { Run } from './run.ts'
import { waitForBuyer } from './wait-for-buyer.ts'

/** Asks the gateway for the attempt's money, then passes the point of no return, turns back, or waits for the buyer. */
export async function authoriseStep(services: Services, run: Run): Promise<Run> {
  const { attempt, order } = run
  if (attempt === undefined) throw new Error(`order ${order.id} has no attempt to authorise`)
  // Whoever must wait for the subscription holds no money meanwhile.
  await waitWhileBusy(services.db.read, { id: order.id, order: order.request.order })
  const payment = await authorise(gatewayOf(services, attempt), attempt, buyerOf(services, run)).catch(
    finallyNo,
  )
  if (payment.state === 'declined') return declineAttempt(services, run, payment)
  if (payment.state === 'challenged') return waitForBuyer(services, run, payment)
  return commitToCapture(services, run, paidAttempt(attempt, payment))
}

/** Who is challenged, if somebody is, and comes back to us then. */
function buyerOf({ publicUrl }: Pick<Services, 'publicUrl'>, { order }: Run): Buyer {
  const asked = order.request.order
  const email = asked.type === 'new' ? asked.customer.email : undefined
  return { payer: { ownerId: order.ownerId, email }, returnUrl: `${publicUrl}/payment/return/${order.id}` }
}

/** A gateway that will not even try has declined. */
function finallyNo(error: unknown): Extract<GatewayPayment, { state: 'declined' }> {
  if (!(error instanceof GatewayRefused)) throw error
  return { state: 'declined', reference: '', declineCode: 'gateway_refused', retryable: false }
}
