import { type Charge, type Dispute, newId, nowSeconds, put } from './books.ts'
import { showDispute } from './show.ts'
import type { World } from './world.ts'

export function openDispute(world: World, charge: Charge): Dispute {
  const dispute = put(world.books.disputes, {
    id: newId('du'),
    created: nowSeconds(),
    charge: charge.id,
    intent: charge.intent,
    amount: charge.amount,
    currency: charge.currency,
    reason: 'fraudulent',
    status: 'needs_response',
  })
  world.happened('charge.dispute.created', showDispute(dispute))
  return dispute
}

export function closeDispute(world: World, dispute: Dispute, status: 'won' | 'lost'): void {
  dispute.status = status
  world.happened('charge.dispute.closed', showDispute(dispute))
}
