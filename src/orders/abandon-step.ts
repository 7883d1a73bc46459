import { gatewayOf } from '../payments/gateway-of.ts'
import type { Services } from '../ports/services.ts'
import { release } from './ask-gateway.ts'
import { declineAttempt } from './decline.ts'
import type { Run } from './run.ts'

/** Lets go of a challenge that nobody passed, or of money that is not what the buyer agreed to; the order waits for other money. */
export async function abandonStep(services: Services, run: Run): Promise<Run> {
  const { attempt } = run
  if (attempt === undefined) throw new Error(`order ${run.order.id} has no attempt to abandon`)
  await release(gatewayOf(services, attempt), attempt)
  const { declineCode = 'challenge_abandoned', gatewayReference = '' } = attempt
  return declineAttempt(services, run, { declineCode, retryable: true, reference: gatewayReference })
}
