import {
  checkoutIdOf,
  type PaidElsewhere,
  type PaymentChoice,
  paymentTypeOf,
  shownTypeOf,
} from '../domain/order.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { type OrderRecord, type PaymentAttempt, RaceLost } from '../ports/order-store.ts'
import { GatewayUnavailable } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { answerOf, type OrderAnswer } from './answer.ts'
import type { OrderDraft } from './draft-order.ts'
import { outcomeOf } from './outcome.ts'
import { resumePayment } from './resume-payment.ts'
import { retryPayment } from './retry-payment.ts'
import { answerInTime, awaitResult } from './run-here.ts'
import type { Submission } from './submit.ts'

/** The order that already stands for this basket or this reference, if there is one. Failed and withdrawn orders stand for nothing. */
export async function findEarlier(
  { db }: Pick<Services, 'db'>,
  { order, externalKey, clientId, linked }: OrderDraft,
): Promise<OrderRecord | undefined> {
  const checkoutId = checkoutIdOf(order)
  // A basket was read together with its order.
  const isFirst = checkoutId === undefined || (linked !== undefined && linked.order === undefined)
  const byBasket = isFirst ? undefined : await db.read.orders.findByCheckoutId(checkoutId)
  if (byBasket !== undefined || clientId === undefined || externalKey === undefined) return byBasket
  return db.read.orders.findByExternalId({ clientId, orderType: shownTypeOf(order), externalId: externalKey })
}

/** Answers the same order again; lets a waiting one be paid; refuses another order under the same key. */
export async function answerEarlier(
  services: Services,
  submission: Submission,
  earlier: OrderRecord,
): Promise<OrderAnswer | Refusal> {
  const { draft, requestHash, immediately } = submission
  if (earlier.status === 'pending-payment' && mayPay(submission, earlier))
    return payWaiting(services, submission, earlier)
  // A customer's basket is ordered once: every tab is shown the order that was faster.
  if (earlier.requestHash !== requestHash && draft.actor === 'client') return conflict(earlier)
  if (earlier.status !== 'submitted' && earlier.status !== 'processing') return outcomeOf(services, earlier)
  if (await paysOtherwise(services, draft, earlier)) return inProgress(earlier)
  return immediately ? awaitResult(services, earlier) : answerOf(earlier)
}

/**
 * The same means again is sent to the same bank again; another one takes its place. Where the buyer has passed the bank by now the
 * order is done, and is the answer.
 */
async function payWaiting(
  services: Services,
  submission: Submission,
  earlier: OrderRecord,
): Promise<OrderAnswer | Refusal> {
  const attempt = await services.db.read.orders.lastAttempt(earlier.id)
  if (attempt?.state !== 'challenged') return retryPayment(services, submission, earlier)
  const isSame = submission.draft.payment === undefined || isPaidBy(submission.draft.payment, attempt)
  if (isSame) return answerInTime(services, earlier, { run: resumePayment(services, earlier) })
  const giveUp = 'challenge_abandoned'
  const freed = await resumePayment(services, earlier, { giveUp }).catch(unknownOutcome)
  if (freed === undefined) return notFreed(earlier)
  if (freed.status === 'failed') throw new RaceLost(`order ${freed.id} stands for nothing any more`)
  return answerEarlier(services, submission, freed)
}

/** A customer may correct their details while the order waits; a client's order stays what it was. */
function mayPay({ draft, requestHash }: Submission, earlier: OrderRecord): boolean {
  return draft.actor === 'customer' || earlier.requestHash === requestHash
}

async function paysOtherwise(
  { db }: Pick<Services, 'db'>,
  { payment }: OrderDraft,
  earlier: OrderRecord,
): Promise<boolean> {
  if (payment === undefined) return false
  if (payment.type === 'invoice') return paymentTypeOf(earlier.request.order) !== 'invoice'
  if (payment.type === 'elsewhere') return !isNamedBy(payment, earlier)
  const attempt = await db.read.orders.lastAttempt(earlier.id)
  if (attempt === undefined) return true
  return !isPaidBy(payment, attempt)
}

function isPaidBy(payment: PaymentChoice, attempt: PaymentAttempt): boolean {
  switch (payment.type) {
    case 'invoice':
      return false
    case 'card':
      return attempt.token === payment.token
    case 'saved':
      return attempt.paymentMethodId === payment.paymentMethodId
    case 'elsewhere':
      return attempt.gateway === payment.gateway && attempt.token === payment.reference
  }
}

function isNamedBy({ gateway, reference }: PaidElsewhere, { request }: OrderRecord): boolean {
  const named = request.order.type === 'new' ? request.order.elsewhere : undefined
  return named?.gateway === gateway && named.reference === reference
}

function conflict(earlier: OrderRecord): Refusal {
  return refuse('external_id_conflict', 'This checkoutId or external_id already stands for another order.', {
    extra: { order_id: earlier.id, order_reference: earlier.orderReference },
  })
}

/** While nobody knows what became of the first money no other may be asked for. */
function unknownOutcome(error: unknown): undefined {
  if (!(error instanceof GatewayUnavailable)) throw error
  return undefined
}

function notFreed({ id, orderReference }: OrderRecord): Refusal {
  return refuse('upstream_failed', 'The payment gateway does not answer. Try again in a moment.', {
    extra: { order_id: id, order_reference: orderReference },
  })
}

function inProgress(earlier: OrderRecord): Refusal {
  return refuse(
    'payment_in_progress',
    'Another payment for this order is being tried. Wait for its result.',
    {
      extra: { order_id: earlier.id, order_reference: earlier.orderReference },
    },
  )
}
