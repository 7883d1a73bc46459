import { type Refusal, refuse } from '../domain/refusal.ts'
import type { KnownRefund } from '../ports/refund-store.ts'
import type { BillingServices } from './due-context.ts'
import { settleRefund } from './settle-refund.ts'

/** What somebody did with a refund outside. */
export interface SettledByHand {
  readonly status: 'refunded' | 'failed'
  /** What it is called there. */
  readonly reference: string | undefined
}

/**
 * Writes down what came of a refund that no gateway of ours carries out: money that was paid by transfer, or through another system,
 * goes back there, by hand. Saying the same again changes nothing.
 * Refusals: `not_found`; `conflict` where our gateway settles it, or it was settled otherwise.
 */
export async function settleByHand(
  services: BillingServices,
  refundId: string,
  { status, reference }: SettledByHand,
): Promise<KnownRefund | Refusal> {
  const { db, gateway, clock } = services
  const known = await db.read.refunds.find(refundId)
  if (known === undefined) return refuse('not_found', `There is no refund "${refundId}".`)
  if (known.gateway === gateway.name && !known.elsewhere)
    return refuse(
      'conflict',
      `${gateway.name} took this money and sends it back itself; the refund is ${known.status}.`,
    )
  if (known.status === 'pending') {
    const context = { services, at: clock.now(), clockRun: undefined }
    await settleRefund(context, refundId, { status, gatewayReference: reference })
  }
  // Whoever was faster has decided.
  const settled = (await db.read.refunds.find(refundId)) ?? known
  const isSame =
    settled.status === status && (reference === undefined || settled.gatewayReference === reference)
  return isSame ? settled : refuse('conflict', `The refund is ${settled.status} already${namedAs(settled)}.`)
}

function namedAs({ gatewayReference }: KnownRefund): string {
  return gatewayReference === undefined ? '' : `, as ${gatewayReference}`
}
