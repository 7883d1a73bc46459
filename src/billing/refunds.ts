import { type GatewayRefund, GatewayRefused, GatewayUnavailable } from '../ports/payment-gateway.ts'
import type { RefundInHand, WhichRefunds } from '../ports/refund-store.ts'
import { type DueContext, errorText } from './due-context.ts'
import { type RefundOutcome, settleRefund } from './settle-refund.ts'

/** Longer than the calls to a gateway take. */
const leaseSeconds = 60

const batchSize = 8

/**
 * Sends money back that orders and due work have promised: asked of the gateway under the refund's id until the outcome is known,
 * whoever takes it up. Answers how many were tried. Refunds out of payments that another gateway took, or none, wait for whoever
 * can send them.
 */
export async function carryOutRefunds(context: DueContext, only: WhichRefunds = {}): Promise<number> {
  const { db, gateway, processId, random } = context.services
  const holder = `${processId}/${random.uuid()}`
  const refunds = await db.read.refunds.claim({
    gateway: gateway.name,
    only,
    // One by one while a clock is moved, so that the same run gives the same events in the same order.
    limit: context.clockRun === undefined ? batchSize : 1,
    lease: { holder, seconds: leaseSeconds },
  })
  await Promise.all(refunds.map((refund) => refundOrRest(context, refund, holder)))
  return refunds.length
}

async function refundOrRest(context: DueContext, refund: RefundInHand, holder: string): Promise<void> {
  const { db, log } = context.services
  try {
    await settleRefund(context, refund.id, await sendBack(context, refund))
  } catch (error) {
    log.warn({ refundId: refund.id, error: errorText(error) }, 'a refund rests')
    await db.read.billing.recordFailure('refund', refund.id, errorText(error))
    await db.read.refunds.release(refund.id, holder)
  }
}

/** Whatever may have been asked for before is looked up first. Throws while the outcome is not known. */
async function sendBack({ services: { gateway } }: DueContext, refund: RefundInHand): Promise<RefundOutcome> {
  const { id: key, amount, paymentReference, tries } = refund
  const known = tries > 1 ? await gateway.lookupRefund(key) : undefined
  if (known !== undefined) return outcomeOf(known)
  try {
    return outcomeOf(await gateway.refund({ key, reference: paymentReference, amount }))
  } catch (error) {
    if (error instanceof GatewayRefused) return { status: 'failed', gatewayReference: undefined }
    if (!(error instanceof GatewayUnavailable)) throw error
    const found = await gateway.lookupRefund(key)
    if (found === undefined) throw error
    return outcomeOf(found)
  }
}

function outcomeOf({ reference, state }: GatewayRefund): RefundOutcome {
  if (state === 'pending') throw new GatewayUnavailable('the refund is on its way')
  return { status: state, gatewayReference: reference }
}
