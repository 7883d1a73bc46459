import type { CustomerState } from '../../domain/customer-state.ts'
import type { Update } from '../../domain/order.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { PendingChange } from '../../domain/subscription.ts'
import { changesToCome } from '../collisions.ts'

/** The changes to come that an order takes back; each must be there, and still be to come. */
export function withdrawnChanges(
  updates: readonly Update[],
  before: Pick<CustomerState, 'pendingChanges'>,
): readonly PendingChange[] | Refusal {
  const toCome = changesToCome(before)
  const withdrawn = new Set<PendingChange>()
  for (const [index, update] of updates.entries()) {
    if (update.kind !== 'withdraw') continue
    const change = toCome.find(({ id }) => id === update.pendingChangeId)
    if (change === undefined)
      return refuseAt(
        'not_found',
        `/updates/${index}/id`,
        'The subscription has no such change to come: it is done, withdrawn, or never was.',
      )
    withdrawn.add(change)
  }
  return [...withdrawn]
}
