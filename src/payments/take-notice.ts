import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Stores } from '../ports/database.ts'
import { type GatewayNotice, NoticeRejected } from '../ports/gateway-notice.ts'
import type { KeptNotice } from '../ports/notice-store.ts'
import type { PaymentGateway } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { noteForeignRefund } from './foreign-refund.ts'
import { orderOfKey } from './payment-keys.ts'
import { recordDispute } from './record-dispute.ts'

type NoticeServices = Pick<Services, 'db' | 'gateway' | 'clock' | 'random' | 'log'>
type Message = Parameters<PaymentGateway['readNotice']>[0]

/**
 * Takes what a gateway tells us by itself. It is kept under the gateway's id, with the work that follows from it, in one transaction:
 * once this resolves neither can be lost, and the same notice again does nothing. It is not believed: whoever does the work asks the
 * gateway how things stand, so the order in which notices come does not matter.
 * Refusals: `not_found` for a gateway that is not configured, `notice_rejected` for what the gateway did not sign.
 */
export async function takeNotice(
  services: NoticeServices,
  gateway: string,
  message: Message,
): Promise<Refusal | undefined> {
  if (gateway === 'none' || gateway !== services.gateway.name)
    return refuse('not_found', `No gateway named "${gateway}" is configured here.`)
  const notice = await readOrReject(services.gateway, message)
  if (notice === undefined)
    return refuse('notice_rejected', `The message does not bear a valid signature of ${gateway}.`)
  if (notice.about === 'nothing') return undefined
  const kept = { gateway, id: notice.id, about: notice.about, subject: subjectOf(notice) }
  await services.db.write(async (stores) => {
    if (await stores.notices.keep(kept)) await actOn(services, stores, { kept, notice })
  })
  return undefined
}

async function readOrReject(gateway: PaymentGateway, message: Message): Promise<GatewayNotice | undefined> {
  try {
    return await gateway.readNotice(message)
  } catch (error) {
    if (error instanceof NoticeRejected) return undefined
    throw error
  }
}

type Telling = Exclude<GatewayNotice, { about: 'nothing' }>

function subjectOf(notice: Telling): string {
  if (notice.about === 'dispute') return notice.dispute.reference
  if (notice.about === 'payment') return notice.key
  return notice.key ?? notice.reference ?? ''
}

async function actOn(
  services: NoticeServices,
  stores: Stores,
  { kept, notice }: { readonly kept: KeptNotice; readonly notice: Telling },
): Promise<void> {
  const { gateway } = kept
  if (notice.about === 'dispute') return recordDispute(services, stores, { gateway, dispute: notice.dispute })
  if (notice.about === 'payment') return lookAtPayment(stores, notice.key)
  if (notice.key === undefined)
    return noteForeignRefund(services, stores, { gateway, name: notice.reference ?? notice.id })
  await stores.queue.enqueue(
    'look-at-refund',
    { refundId: notice.key },
    `look-at-refund/${gateway}/${kept.id}`,
  )
}

/**
 * The key of a collection asks for nothing: off session there is nobody to wait for, so whoever claimed the try has the answer
 * already, and the try of a process that died is taken up again by itself.
 */
async function lookAtPayment({ queue }: Pick<Stores, 'queue'>, key: string): Promise<void> {
  const orderId = orderOfKey(key)
  if (orderId !== undefined)
    await queue.enqueue('resume-payment', { orderId, giveUp: null }, `notice/${orderId}`)
}
