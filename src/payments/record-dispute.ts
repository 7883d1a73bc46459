import type { DisputeStatus } from '../domain/dispute.ts'
import { toDecimal } from '../domain/money.ts'
import type { Stores } from '../ports/database.ts'
import type { DisputedPayment, UntoldDispute } from '../ports/dispute-store.ts'
import type { GatewayDispute } from '../ports/gateway-notice.ts'
import type { Services } from '../ports/services.ts'

type DisputeServices = Pick<Services, 'clock' | 'random'>
type DisputeStores = Pick<Stores, 'disputes' | 'events'>

/**
 * Writes down what a gateway says of a dispute. Nothing of the subscription changes: what is disputed only cannot be refunded. A
 * dispute of a payment that is not written down here yet waits for it.
 */
export async function recordDispute(
  services: DisputeServices,
  stores: DisputeStores,
  { gateway, dispute }: { readonly gateway: string; readonly dispute: GatewayDispute },
): Promise<void> {
  const at = services.clock.now()
  await stores.disputes.put({ id: services.random.id('dispute'), gateway, dispute, at })
  await tellNews(services, stores, { gateway, paymentReference: dispute.paymentReference })
}

const batchSize = 100

/** Disputes that were told before the payment they are about was written down. */
export async function recordOrphanedDisputes(
  services: DisputeServices & Pick<Services, 'db'>,
): Promise<void> {
  for (const payment of await services.db.read.disputes.findOrphans(batchSize))
    await services.db.write((stores) => tellNews(services, stores, payment))
}

async function tellNews(
  { clock, random }: DisputeServices,
  { disputes, events }: DisputeStores,
  payment: DisputedPayment,
): Promise<void> {
  const at = clock.now()
  const news = await disputes.takeNews(payment, at)
  await events.append(
    news.flatMap((dispute) =>
      typesOf(dispute).map((type) => ({
        id: random.id('event'),
        type,
        ownerId: dispute.ownerId,
        subjectId: dispute.paymentId,
        orderId: dispute.orderId,
        data: dataOf(dispute, payment.gateway),
        createdAt: at,
      })),
    ),
  )
}

const closing: Readonly<Record<DisputeStatus, readonly string[]>> = {
  open: [],
  won: ['payment.dispute_won'],
  lost: ['payment.dispute_lost'],
}

/** Whoever hears of the end first is told of the beginning too. */
function typesOf({ toldBefore, status }: UntoldDispute): readonly string[] {
  return [...(toldBefore === undefined ? ['payment.disputed'] : []), ...closing[status]]
}

function dataOf({ id, amount, currency, reason, evidenceDueAt }: UntoldDispute, gateway: string) {
  return {
    dispute: id,
    gateway,
    amount: toDecimal(amount, currency),
    currency,
    reason,
    evidenceDueAt: evidenceDueAt ?? null,
  }
}
