import { noteForeignRefund } from '../payments/foreign-refund.ts'
import type { KnownRefund } from '../ports/refund-store.ts'
import { type BillingServices, type DueContext, dueEvent } from './due-context.ts'
import { carryOutRefunds } from './refunds.ts'

/**
 * A gateway has told that something happened to a refund: asks how it stands. One that waits gets its outcome now; one that was done
 * may have come back. A refund that nobody here asked for is told as such.
 */
export async function lookAtRefund(services: BillingServices, refundId: string): Promise<void> {
  const context: DueContext = { services, at: services.clock.now(), clockRun: undefined }
  const refund = await services.db.read.refunds.find(refundId)
  if (refund === undefined)
    return noteForeignRefund(services, services.db.read, { gateway: services.gateway.name, name: refundId })
  if (refund.status === 'pending') await carryOutRefunds(context, { refundId })
  else if (refund.status === 'refunded') await lookWhetherReturned(context, refund)
}

/**
 * Money that was sent back may come home days later: the card is closed, the account is gone. The books stay as they are, because
 * who is owed it must be decided by a person: it is told once as an event, and the next reconciliation lists it.
 */
async function lookWhetherReturned(context: DueContext, refund: KnownRefund): Promise<void> {
  const { db, gateway, log } = context.services
  if (refund.elsewhere || refund.gateway !== gateway.name) return
  const found = await gateway.lookupRefund(refund.id)
  if (found?.state !== 'failed') return
  await db.write(async (stores) => {
    if (!(await stores.refunds.markReturned(refund.id))) return
    log.warn({ refundId: refund.id }, 'money that was refunded came back to the gateway')
    const { ownerId, orderId } = refund
    const data = { gateway: gateway.name, gatewayReference: found.reference }
    await stores.events.append([
      dueEvent(context, { type: 'refund.returned', ownerId, orderId, subjectId: refund.id, data }),
    ])
  })
}
