import { gatewayOf } from '../payments/gateway-of.ts'
import type { Services } from '../ports/services.ts'
import { lookUp } from './ask-gateway.ts'
import { commitToCapture, paidAttempt } from './commit-to-capture.ts'
import { declineAttempt } from './decline.ts'
import type { Run } from './run.ts'
import { waitForBuyer } from './wait-for-buyer.ts'

/** The buyer was sent to their bank: asks the gateway what came of it, whoever told us to look. */
export async function challengeStep(services: Services, run: Run): Promise<Run> {
  const { attempt } = run
  if (attempt === undefined) throw new Error(`order ${run.order.id} has no attempt that is challenged`)
  const payment = await lookUp(gatewayOf(services, attempt), attempt)
  const reference = attempt.gatewayReference ?? ''
  switch (payment?.state) {
    case 'challenged':
      return waitForBuyer(services, run, payment)
    case 'authorised':
    case 'captured':
      return commitToCapture(services, run, paidAttempt(attempt, payment))
    case 'declined':
      return declineAttempt(services, run, { ...payment, reference })
    default:
      return declineAttempt(services, run, { declineCode: 'challenge_expired', retryable: true, reference })
  }
}
