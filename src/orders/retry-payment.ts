import { emptyState } from '../domain/customer-state.ts'
import { onlyDatesMoved } from '../domain/fingerprint.ts'
import type { Order } from '../domain/order.ts'
import { isRefused, type Refusal } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import { refuseIncomplete } from '../order-types/registry.ts'
import type { Stores } from '../ports/database.ts'
import { type OrderRecord, RaceLost } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { toPaying } from './accept.ts'
import { answerOf, type OrderAnswer } from './answer.ts'
import { nextAttempt } from './attempts.ts'
import { changesDiffer, refuseIfDifferent } from './changes-differ.ts'
import { type OrderDraft, refuseByLink } from './draft-order.ts'
import { orderEvent } from './events.ts'
import { newLease, queueLease } from './lease.ts'
import { type MoneySource, moneySource, namedSource } from './money-source.ts'
import { type Promised, readPromised } from './preview-token.ts'
import { namesCodes, refuseCodesLeftOut, reserveUses } from './promo-uses.ts'
import { type Proposal, propose } from './propose.ts'
import { runHere } from './run-here.ts'
import type { Submission } from './submit.ts'

/**
 * Another attempt at the money of an order that waits for it: the same order, the same id, its instant fixed anew. Dates may move
 * with the day; when an amount moved the caller is told and nothing happens.
 */
export async function retryPayment(
  services: Services,
  submission: Submission,
  earlier: OrderRecord,
): Promise<OrderAnswer | Refusal> {
  const { draft } = submission
  const refusal = refuseIncomplete(draft.order, draft.payment) ?? refuseByLink(services, draft.linked)
  if (refusal) return refusal
  const promised = readPromised(services, draft.envelope)
  if (isRefused(promised)) return promised
  const named = await namedSource(services, draft)
  if (isRefused(named)) return named
  const proposal = await proposeAnew(services, submission, { earlier, promised })
  if (isRefused(proposal)) return proposal
  const source = moneySource({ draft, named }, proposal)
  if (isRefused(source)) return source
  return startAttempt(services, submission, { earlier, source, proposal, promised })
}

interface Retry {
  readonly earlier: OrderRecord
  readonly promised: Promised | undefined
}

async function proposeAnew(
  services: Services,
  { draft }: Submission,
  { earlier, promised }: Retry,
): Promise<Proposal | Refusal> {
  const proposeAt = (order: OrderRecord['request']['order'], at: Instant) =>
    propose(services, services.db.read, {
      order,
      subject: { orderId: earlier.id, ownerId: earlier.ownerId, actor: earlier.actor, at, sells: 'promised' },
    })
  const proposal = await proposeAt(sameBasket(draft.order, earlier), promised?.at ?? services.clock.now())
  if (isRefused(proposal)) return proposal
  if (promised !== undefined) return refuseIfDifferent(promised, proposal) ?? proposal
  const before = await proposeAt(earlier.request.order, earlier.instantAt)
  const leftOut = refuseCodesLeftOut(promised, proposal)
  if (leftOut) return leftOut
  if (isRefused(before) || onlyDatesMoved(before.promise, proposal.promise)) return proposal
  return changesDiffer(before.promise, proposal)
}

/** Whatever the new request leaves out, the order stays the order of its basket. */
function sameBasket(order: Order, { checkoutId }: OrderRecord): Order {
  return order.type === 'new' ? { ...order, checkoutId } : order
}

interface Start extends Retry {
  readonly source: MoneySource | undefined
  readonly proposal: Proposal
}

async function startAttempt(
  services: Services,
  { draft, requestHash, immediately }: Submission,
  { earlier, source, proposal, promised }: Start,
): Promise<OrderAnswer | Refusal> {
  const at = services.clock.now()
  const lease = immediately ? newLease(services) : queueLease
  const order = await services.db.write(async (stores): Promise<OrderRecord | Refusal> => {
    const named = await reserveAnew(stores, { earlier, proposal, promised }, at)
    if (named) return named
    const closed = await refuseByLockedLink(services, stores, draft)
    if (closed) return closed
    const claimed = await stores.orders.claimWaiting(earlier.id, lease)
    if (claimed === undefined) throw new RaceLost(`order ${earlier.id} is being paid by another request`)
    const last = await stores.orders.lastAttempt(claimed.id)
    if (last?.state === 'challenged')
      throw new RaceLost(`order ${earlier.id} was sent to a bank by another request`)
    const next: OrderRecord = {
      ...claimed,
      request: { ...claimed.request, order: sameBasket(draft.order, claimed) },
      requestHash,
      instantAt: proposal.facts.at,
      expectedFingerprint: promised?.fingerprint,
      fingerprint: proposal.fingerprint,
      updatedAt: at,
    }
    const n = (last?.n ?? 0) + 1
    const attempt = nextAttempt(next, { n, source, changeset: proposal.changeset })
    const ids = services.random.idsFrom(next.id)
    await stores.orders.write({
      at,
      order: next,
      lease,
      attempts: attempt === undefined ? [] : [attempt],
      link: draft.linked === undefined ? undefined : toPaying(next),
      before: emptyState,
      after: emptyState,
      events: [
        orderEvent('order.payment_retried', { order: next, ids, at, key: String(n), data: { attempt: n } }),
      ],
      mails: [],
      steps: [{ name: 'submit', at, outcome: `attempt ${n}` }],
    })
    await stores.queue.enqueue('process-order', { orderId: next.id }, next.id)
    return next
  })
  if (isRefused(order)) return order
  return immediately ? runHere(services, order, { lease }) : answerOf(order)
}

/** A customer may name other promo codes than before: those are the order's from now on. */
async function reserveAnew(
  stores: Pick<Stores, 'promoCodes'>,
  { earlier, proposal, promised }: Omit<Start, 'source'>,
  at: Instant,
): Promise<Refusal | undefined> {
  const { changeset } = proposal
  if (!namesCodes(earlier) && !changeset.changes.some(({ kind }) => kind === 'use_promo_code'))
    return undefined
  const order = { id: earlier.id, expectedFingerprint: promised?.fingerprint }
  return reserveUses(stores, { order, changeset, at })
}

/** The link's row before the order's: whoever ends links goes on to the orders that wait behind them. */
async function refuseByLockedLink(
  services: Services,
  stores: Pick<Stores, 'checkout'>,
  { linked }: OrderDraft,
): Promise<Refusal | undefined> {
  return linked && refuseByLink(services, await stores.checkout.lockLink(linked.basket.id))
}
