import type { Changeset, Effect } from '../domain/changeset.ts'
import type { OrderRecord, PaymentAttempt } from '../ports/order-store.ts'
import type { MoneySource } from './money-source.ts'

/** The money that must be there before the order can be done; absent when it needs none. */
export function moneyNeeded({ effects }: Changeset): { amount: number; currency: string } | undefined {
  const effect = effects.find((candidate: Effect) => candidate.when === 'before')
  if (effect === undefined) return undefined
  return { amount: effect.kind === 'collect_payment' ? effect.amount : 0, currency: effect.currency }
}

/** The next try to collect what the changeset needs, from this source; absent when no money is needed. */
export function nextAttempt(
  order: OrderRecord,
  { n, source, changeset }: { n: number; source: MoneySource | undefined; changeset: Changeset },
): PaymentAttempt | undefined {
  const money = moneyNeeded(changeset)
  if (money === undefined || source === undefined) return undefined
  return {
    orderId: order.id,
    n,
    state: 'started',
    ...money,
    ...source,
    gatewayReference: undefined,
    method: undefined,
    challengeUrl: undefined,
    challengedAt: undefined,
    declineCode: undefined,
    declineRetryable: undefined,
    createdAt: order.updatedAt,
    updatedAt: order.updatedAt,
  }
}

/** How often in a row an order's money is authorised anew because its amount moved. */
export const mostNewAmounts = 2
