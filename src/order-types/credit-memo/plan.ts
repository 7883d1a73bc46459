import type { Changeset, Message } from '../../domain/changeset.ts'
import type { Credit } from '../../domain/credit-lines.ts'
import { creditChanges, inSteps } from '../../domain/credits.ts'
import type { Facts } from '../../domain/facts.ts'
import type { GiveCredit } from '../../domain/order.ts'
import { refundChanges } from '../../domain/refunds.ts'
import { isRefused, type Refusal, refuse } from '../../domain/refusal.ts'
import { localDay } from '../../domain/time-zone.ts'
import { nothingToRefund } from '../nothing-to-refund.ts'
import { creditsByItem } from './by-item.ts'
import { spreadCredits } from './spread.ts'

const key = 'credit_memo'

/**
 * Gives back an amount or lines of invoices, tax included, as balance or as refunds; first it lowers what is open on the invoices
 * that it corrects. Never more than was invoiced and not credited yet. What has ended can be credited too; nothing else changes.
 */
export function planCreditMemo(order: GiveCredit, facts: Facts): Changeset | Refusal {
  const { before, ids, orderId, at } = facts
  const [subscription] = before.subscriptions
  if (subscription === undefined) return refuse('not_found', 'There is no such subscription.')
  const credits = creditsOf(order, facts)
  if (isRefused(credits)) return credits
  const { id: subscriptionId, currency } = subscription
  const on = localDay(at, subscription.timeZone)
  const creditMemoId = ids.id('credit_memo', key)
  const { changes, after } = inSteps(before, [
    (state) =>
      creditChanges(state, { subscription, ids, key, orderId, at, on, reason: order.reason, credits }),
    (state) =>
      order.as === 'refund' ? refundChanges(state, { creditMemoId, ids, orderId, subscriptionId, at }) : [],
  ])
  if (order.as === 'refund' && after.refunds.length === before.refunds.length)
    return nothingToRefund('What is credited here was never captured, went back already, or is disputed.')
  return { effectiveOn: on, currency, changes, effects: [], messages: [goesOn] }
}

function creditsOf(order: GiveCredit, { before }: Facts): readonly Credit[] | Refusal {
  return order.items === undefined
    ? spreadCredits(before, { amount: order.amount ?? '', as: order.as })
    : creditsByItem(before, order.items)
}

const goesOn: Message = {
  level: 'info',
  code: 'nothing_changes',
  text: 'The subscription itself stays as it is.',
}
