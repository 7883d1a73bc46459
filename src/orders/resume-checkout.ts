import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import type { OrderAnswer } from './answer.ts'
import { outcomeOf } from './outcome.ts'
import { resumePayment } from './resume-payment.ts'
import { answerInTime, awaitResult } from './run-here.ts'

/**
 * A buyer is back from their bank, wherever they left from: what has become of the order of their basket, asked of the gateway where
 * nobody knows yet.
 */
export async function resumeCheckout(services: Services, basketId: string): Promise<OrderAnswer | Refusal> {
  const order = await services.db.read.orders.findByCheckoutId(basketId)
  if (order === undefined) return refuse('not_found', 'Nothing was ordered from this basket yet.')
  if (order.status === 'submitted' || order.status === 'processing') return awaitResult(services, order)
  if (order.status !== 'pending-payment') return outcomeOf(services, order)
  return answerInTime(services, order, { run: resumePayment(services, order) })
}
