import type { Change } from '../domain/change.ts'
import { emptyState } from '../domain/customer-state.ts'
import { fold } from '../domain/fold.ts'
import { type GatewayRefund, GatewayRefused, GatewayUnavailable } from '../ports/payment-gateway.ts'
import type { RefundInHand } from '../ports/refund-store.ts'
import { type DueContext, errorText, eventsOf } from './due-context.ts'

/** Longer than the calls to a gateway take. */
const leaseSeconds = 60

const batchSize = 8

/**
 * Sends money back that orders and due work have promised: asked of the gateway under the refund's id until the outcome is known,
 * whoever takes it up. Answers how many were tried. Refunds out of payments that another gateway took, or none, wait for whoever
 * can send them.
 */
export async function carryOutRefunds(context: DueContext, orderId?: string): Promise<number> {
  const { db, gateway, processId, random } = context.services
  const holder = `${processId}/${random.uuid()}`
  const refunds = await db.read.refunds.claim({
    gateway: gateway.name,
    orderId,
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
    await settle(context, refund, await sendBack(context, refund))
  } catch (error) {
    log.warn({ refundId: refund.id, error: errorText(error) }, 'a refund rests')
    await db.read.billing.recordFailure('refund', refund.id, errorText(error))
    await db.read.refunds.release(refund.id, holder)
  }
}

type Outcome = Extract<Change, { kind: 'settle_refund' }>['outcome']

/** Whatever may have been asked for before is looked up first. Throws while the outcome is not known. */
async function sendBack({ services: { gateway } }: DueContext, refund: RefundInHand): Promise<Outcome> {
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

function outcomeOf({ reference, state }: GatewayRefund): Outcome {
  if (state === 'pending') throw new GatewayUnavailable('the refund is on its way')
  return { status: state, gatewayReference: reference }
}

/** In one transaction: the refund, and where it failed the balance that it is again, with its event. */
async function settle(context: DueContext, { id }: RefundInHand, outcome: Outcome): Promise<void> {
  await context.services.db.write(async (stores) => {
    const books = await stores.refunds.takeInHand(id)
    if (books === undefined) return
    const { refund, creditMemo, payment } = books
    const before = { ...emptyState, refunds: [refund], creditMemos: [creditMemo], payments: [payment] }
    const changes: readonly Change[] = [{ kind: 'settle_refund', refundId: id, outcome }]
    await stores.orders.saveState(before, fold(before, changes), context.at)
    await stores.billing.clearFailures('refund', [id])
    await stores.events.append(
      eventsOf(context, changes, { ownerId: refund.ownerId, orderId: refund.orderId }),
    )
  })
}
