import type { Changeset, Message } from '../../domain/changeset.ts'
import { type Credit, creditable, creditableTotal, creditOf } from '../../domain/credit-lines.ts'
import { creditChanges, inSteps } from '../../domain/credits.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import type { Facts } from '../../domain/facts.ts'
import type { GiftRefund } from '../../domain/order.ts'
import { refundChanges } from '../../domain/refunds.ts'
import { isRefused, type Refusal } from '../../domain/refusal.ts'
import { localDay } from '../../domain/time-zone.ts'
import { type WaitingGift, waitingGift } from '../waiting-gift.ts'

const memoKey = 'gift_refund'

/**
 * Pays a gift that nobody has claimed back to its buyer: everything that was asked for it is credited. What is not paid yet is owed
 * no more; what was paid goes back to where it came from. The subscription is cancelled, and the code is dead.
 */
export function planGiftRefund(_order: GiftRefund, facts: Facts): Changeset | Refusal {
  const waiting = waitingGift(facts)
  if (isRefused(waiting)) return waiting
  const { gift, subscription } = waiting
  const { ids, orderId, at } = facts
  const on = localDay(at, subscription.timeZone)
  const about = { subscription, ids, orderId, at }
  const { changes } = inSteps(facts.before, [
    () => [
      { kind: 'refund_gift', giftId: gift.id },
      { kind: 'end_subscription', subscriptionId: subscription.id, status: 'cancelled', endOn: on },
    ],
    (now) =>
      creditChanges(now, {
        ...about,
        key: memoKey,
        on,
        reason: 'gift_refund',
        credits: everythingPaidFor(now, subscription.id),
      }),
    (now) =>
      refundChanges(now, {
        creditMemoId: ids.id('credit_memo', memoKey),
        ids,
        orderId,
        subscriptionId: subscription.id,
        at,
      }),
  ])
  return {
    effectiveOn: on,
    currency: subscription.currency,
    changes,
    effects: [],
    messages: [messageOf(waiting)],
  }
}

function everythingPaidFor({ invoices }: CustomerState, subscriptionId: string): readonly Credit[] {
  return invoices.flatMap((invoice) =>
    invoice.lines
      .filter((line) => line.subscriptionId === subscriptionId && creditableTotal(line) > 0)
      .map((line) => creditOf(invoice, line, creditable(line))),
  )
}

function messageOf({ gift, subscription }: WaitingGift): Message {
  const unsent = gift.delivery === 'scheduled' ? ' It is not sent to its recipient any more.' : ''
  return {
    level: 'info',
    code: 'gift_refunded',
    text: `${subscription.name}, bought as a gift, is taken back: its code and its claim link end today.${unsent}`,
  }
}
