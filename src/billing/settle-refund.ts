import type { ChangeOf } from '../domain/change.ts'
import { emptyState } from '../domain/customer-state.ts'
import { fold } from '../domain/fold.ts'
import { type DueContext, eventsOf } from './due-context.ts'

export type RefundOutcome = ChangeOf<'settle_refund'>['outcome']

/**
 * Writes down what came of a refund, in one transaction: the refund, and where it failed the balance that it is again, with its event.
 * Of several who know the outcome one writes it down; false: it was not this one.
 */
export async function settleRefund(
  context: DueContext,
  refundId: string,
  outcome: RefundOutcome,
): Promise<boolean> {
  return context.services.db.write(async (stores) => {
    const books = await stores.refunds.takeInHand(refundId)
    if (books === undefined) return false
    const { refund, creditMemo, payment } = books
    const before = { ...emptyState, refunds: [refund], creditMemos: [creditMemo], payments: [payment] }
    const changes = [{ kind: 'settle_refund' as const, refundId, outcome }]
    await stores.orders.saveState(before, fold(before, changes), context.at)
    await stores.refunds.markSettled(refundId)
    await stores.billing.clearFailures('refund', [refundId])
    await stores.events.append(
      eventsOf(context, changes, { ownerId: refund.ownerId, orderId: refund.orderId }),
    )
    return true
  })
}
