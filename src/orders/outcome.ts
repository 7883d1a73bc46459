import { type Refusal, refuse } from '../domain/refusal.ts'
import type { AttemptState, OrderRecord, PaymentAttempt } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { answerOf, nextActionOf, type OrderAnswer } from './answer.ts'

/** What the caller is told of an order as it stands: its answer, or why it did not come to be. */
export async function outcomeOf(
  { db }: Pick<Services, 'db'>,
  order: OrderRecord,
): Promise<OrderAnswer | Refusal> {
  switch (order.status) {
    case 'pending-payment':
      return waiting(order, await db.read.orders.lastAttempt(order.id))
    case 'failed':
    case 'cancelled':
      if (order.failure?.code === 'payment_declined')
        return declined(order, await db.read.orders.lastAttempt(order.id))
      return refuse(order.failure?.code ?? 'conflict', order.failure?.detail ?? 'The order was withdrawn.', {
        extra: named(order),
      })
    default:
      return answerOf(order)
  }
}

const ended: readonly AttemptState[] = ['declined', 'voided']

function waiting(order: OrderRecord, attempt: PaymentAttempt | undefined): OrderAnswer | Refusal {
  const nextAction = nextActionOf(attempt)
  if (nextAction !== undefined) return { ...answerOf(order), nextAction }
  // Since the order was read somebody has begun to pay for it.
  const isMoving = attempt !== undefined && !ended.includes(attempt.state)
  return isMoving ? answerOf({ ...order, status: 'processing' }) : declined(order, attempt)
}

function declined(order: OrderRecord, attempt: PaymentAttempt | undefined): Refusal {
  const code = shownCode(order, attempt?.declineCode ?? 'payment_needed')
  const retryable = attempt?.declineRetryable ?? true
  return refuse(
    'payment_declined',
    attempt?.type === 'elsewhere' ? `${attempt.gateway} did not confirm the payment.` : textOf(code),
    {
      extra: { ...named(order), decline_code: code, retryable },
    },
  )
}

/** Whoever is turned away by the gateway's rules against fraud is not told which way round them leads. */
function shownCode({ actor }: OrderRecord, code: string): string {
  return actor === 'customer' && code === 'blocked' ? 'card_declined' : code
}

function named(order: OrderRecord) {
  return { order_id: order.id, order_reference: order.orderReference }
}

const texts: Readonly<Record<string, string>> = {
  insufficient_funds: 'The card has insufficient funds. Use another card, or try again later.',
  expired_card: 'The card has expired. Use another card.',
  authentication_required:
    'The bank wants to see the buyer, who is not there. Send them a payment link, or use another card.',
  authentication_failed: 'The bank could not confirm that it was the buyer. Try again, or use another card.',
  challenge_expired: 'The bank waited for the buyer in vain. Try again, or use another card.',
  challenge_abandoned: 'The payment at the bank was given up for another one.',
  changes_differ: 'What the order costs changed while the buyer was at the bank. Preview it again.',
  amount_not_supported: 'The gateway cannot move this amount in this currency.',
  blocked: "The payment was stopped by the gateway's rules. Use another card.",
}

function textOf(code: string): string {
  return texts[code] ?? 'The bank declined the payment. Use another card or ask the bank.'
}
