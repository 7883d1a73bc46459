import { carryOutDue } from '../billing/bill-subscriptions.ts'
import type { LinkedBasket } from '../domain/basket.ts'
import { emptyState } from '../domain/customer-state.ts'
import { isOnSubscription } from '../domain/order.ts'
import { isRefused, type Refusal, refuse } from '../domain/refusal.ts'
import type { Stores } from '../ports/database.ts'
import type { Lease, OrderRecord, OrderWrite, PaymentAttempt } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { lockBalanceUsed, waitWhileBusy } from './busy.ts'
import { changesDiffer } from './changes-differ.ts'
import { lockFacts } from './facts.ts'
import { LeaseLost } from './lease.ts'
import { type Proposal, propose } from './propose.ts'

/** Where one run of an order stands. Every step writes the next one down before it answers it. */
export interface Run {
  readonly order: OrderRecord
  readonly attempt: PaymentAttempt | undefined
  readonly lease: Lease
}

/** A step of the protocol, with everything outside it may touch. */
export type Step = (services: Services, run: Run) => Promise<Run>

/** The order under its row lock. Throws `LeaseLost` when somebody else runs it now: nothing may be written then. */
export async function lockOrder(stores: Pick<Stores, 'orders'>, { order, lease }: Run): Promise<OrderRecord> {
  const locked = await stores.orders.lock(order.id, lease.holder)
  if (locked === undefined) throw new LeaseLost(`order ${order.id} is run by somebody else`)
  return locked
}

/**
 * The order planned again on what is there now, with its rows locked. Refused when its link was withdrawn or is over, or when it
 * would do something else than was promised. Throws `SubscriptionBusy` while others are about to change what it is about.
 */
export async function replan(
  services: Services,
  stores: Stores,
  order: OrderRecord,
): Promise<Proposal | Refusal> {
  const linked = order.checkoutId === undefined ? undefined : await stores.checkout.lockLink(order.checkoutId)
  const closed = linked && refuseByLinkUnderLock(services, linked)
  if (closed) return closed
  await lockFacts(stores, { order: order.request.order, ownerId: order.ownerId })
  await waitWhileBusy(stores, { id: order.id, order: order.request.order })
  const proposal = await proposeInTime(services, stores, order)
  if (isRefused(proposal)) return proposal
  await lockBalanceUsed(stores, order.request.order, { before: proposal.facts.before, after: proposal.after })
  const { expectedFingerprint } = order
  if (expectedFingerprint === undefined || expectedFingerprint === proposal.fingerprint) return proposal
  return changesDiffer(undefined, proposal)
}

/** An order never meets an unbilled day: what fell due by its instant is carried out first, as billing does it, in the same transaction. */
async function proposeInTime(
  services: Services,
  stores: Stores,
  order: OrderRecord,
): Promise<Proposal | Refusal> {
  const asked = { order: order.request.order, subject: subjectOf(order) }
  const proposal = await propose(services, stores, asked)
  if (isRefused(proposal) || proposal.fellDue.length === 0 || !isOnSubscription(asked.order)) return proposal
  const context = { services, at: order.instantAt, clockRun: undefined }
  await carryOutDue(context, stores, [asked.order.subscriptionId])
  return propose(services, stores, asked)
}

/** For whom and at which instant an accepted order is planned. */
export function subjectOf({ id, ownerId, actor, instantAt }: OrderRecord) {
  return { orderId: id, ownerId, actor, at: instantAt, sells: 'promised' } as const
}

function refuseByLinkUnderLock({ clock }: Services, { link }: LinkedBasket): Refusal | undefined {
  if (link.state === 'revoked') return refuse('link_revoked', 'The link was withdrawn before the payment.')
  if (link.state === 'superseded')
    return refuse('link_superseded', 'The link was replaced before the payment.')
  if (link.state === 'expired' || link.expiresAt <= clock.now())
    return refuse('link_expired', 'The link expired before the payment.')
  return undefined
}

/** A write that changes nothing of the customer's state. */
export function statelessWrite(
  run: Run,
  write: Pick<OrderWrite, 'order' | 'attempts' | 'link' | 'events' | 'steps'>,
): OrderWrite {
  return {
    ...write,
    at: write.order.updatedAt,
    lease: run.lease,
    before: emptyState,
    after: emptyState,
    mails: [],
  }
}
