import type { Changeset } from '../domain/changeset.ts'
import { emptyState } from '../domain/customer-state.ts'
import { checkoutIdOf, shownTypeOf } from '../domain/order.ts'
import { isRefused, type Refusal } from '../domain/refusal.ts'
import type { Stores } from '../ports/database.ts'
import {
  type Lease,
  type LinkMove,
  type OrderRecord,
  type PaymentAttempt,
  RaceLost,
} from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { nextAttempt } from './attempts.ts'
import { SubscriptionBusy } from './busy.ts'
import { refuseIfDifferent } from './changes-differ.ts'
import { completeOrder, planWithoutMoney } from './complete.ts'
import type { OrderDraft } from './draft-order.ts'
import { refuseByLink } from './draft-order.ts'
import { orderEvent } from './events.ts'
import { newLease, queueLease } from './lease.ts'
import { moneySource, namedSource } from './money-source.ts'
import { readPromised } from './preview-token.ts'
import { namesCodes, refuseCodesLeftOut, reserveUses } from './promo-uses.ts'
import { type Proposal, propose } from './propose.ts'
import type { Submission } from './submit.ts'

export interface Accepted {
  readonly order: OrderRecord
  /** Present when it is to be run here and now; absent when it is queued, or done already. */
  readonly lease: Lease | undefined
}

/**
 * Plans the order and writes it, in one transaction: done, where it needs no money and is run here; else with its first attempt
 * at its money, and with the job that will see it through unless it is run here.
 * Throws `RaceLost` when another request was faster.
 */
export async function acceptOrder(services: Services, submission: Submission): Promise<Accepted | Refusal> {
  const { draft } = submission
  const closed = refuseByLink(services, draft.linked)
  if (closed) return closed
  const promised = readPromised(services, draft.envelope)
  if (isRefused(promised)) return promised
  const named = await namedSource(services, draft)
  if (isRefused(named)) return named

  const now = services.clock.now()
  const orderId = services.random.id('order')
  const proposal = await propose(services, services.db.read, {
    order: draft.order,
    subject: {
      orderId,
      ownerId: draft.owner.id,
      actor: draft.actor,
      at: promised?.at ?? now,
      sells: draft.linked === undefined ? 'published' : 'promised',
    },
  })
  if (isRefused(proposal)) return proposal
  const source = moneySource({ draft, named }, proposal)
  if (isRefused(source)) return source
  const differs = refuseIfDifferent(promised, proposal) ?? refuseCodesLeftOut(promised, proposal)
  if (differs) return differs

  const order = newOrder(services, submission, { proposal, now, promised: promised?.fingerprint })
  const lease = submission.immediately ? newLease(services) : undefined
  const attempt = nextAttempt(order, { n: 1, source, changeset: proposal.changeset })
  if (lease !== undefined && attempt === undefined) {
    const done = await completeAtOnce(services, draft, { order, lease, changeset: proposal.changeset })
    if (done !== 'busy') return done
  }
  return services.db.write(async (stores) => {
    const prepared = await prepare(stores, draft, { order, changeset: proposal.changeset })
    if (isRefused(prepared)) return prepared
    await writeAccepted(stores, { order, lease, attempt, linked: draft.linked !== undefined, services })
    return { order, lease }
  })
}

interface AtOnce {
  readonly order: OrderRecord
  readonly lease: Lease
  readonly changeset: Changeset
}

/**
 * An order that needs no money and is run here is accepted and done in one transaction, or leaves no trace. `busy`: its
 * subscription is being paid for, so it has to be accepted first and to wait.
 */
async function completeAtOnce(
  services: Services,
  draft: OrderDraft,
  { order, lease, changeset }: AtOnce,
): Promise<Accepted | Refusal | 'busy'> {
  try {
    return await services.db.write(async (stores) => {
      const prepared = await prepare(stores, draft, { order, changeset })
      if (isRefused(prepared)) return prepared
      return acceptAndComplete(services, stores, { order, lease })
    })
  } catch (error) {
    if (error instanceof SubscriptionBusy) return 'busy'
    throw error
  }
}

async function acceptAndComplete(
  services: Services,
  stores: Stores,
  { order, lease }: Omit<AtOnce, 'changeset'>,
): Promise<Accepted | Refusal> {
  const planned = await planWithoutMoney(services, stores, order)
  if (isRefused(planned)) return planned
  const accepted = acceptance(services, order)
  const run = await completeOrder(
    services,
    stores,
    { order: planned.order, attempt: undefined, lease },
    { ...planned.done, told: accepted.events, steps: accepted.steps },
  )
  return { order: run.order, lease: undefined }
}

function newOrder(
  { random }: Pick<Services, 'random'>,
  { draft, requestHash }: Submission,
  { proposal, now, promised }: { proposal: Proposal; now: string; promised: string | undefined },
): OrderRecord {
  const { order, envelope } = draft
  const request =
    order.type === 'new' || order.type === 'redeem_gift'
      ? { ...order, checkoutId: order.checkoutId ?? `basket-${random.uuid()}` }
      : order
  return {
    id: proposal.facts.orderId,
    orderReference: random.reference(),
    orderType: shownTypeOf(order),
    status: 'submitted',
    ownerId: draft.owner.id,
    clientId: draft.clientId,
    actor: draft.actor,
    checkoutId: checkoutIdOf(request),
    externalId: envelope.externalId,
    externalKey: draft.externalKey,
    source: envelope.source,
    initiatedSource: envelope.initiatedSource,
    request: { order: request, envelope: { ...envelope, previewId: undefined } },
    requestHash,
    instantAt: proposal.facts.at,
    expectedFingerprint: promised,
    fingerprint: proposal.fingerprint,
    changeset: undefined,
    failure: undefined,
    createdAt: now,
    updatedAt: now,
    completedAt: undefined,
  }
}

/** What an order needs before it is written: the uses of its promo codes, and its owner. */
async function prepare(
  stores: Stores,
  draft: OrderDraft,
  { order, changeset }: { order: OrderRecord; changeset: Changeset },
): Promise<Refusal | undefined> {
  const at = order.createdAt
  const refusal = namesCodes(order) ? await reserveUses(stores, { order, changeset, at }) : undefined
  if (refusal) return refusal
  await writeOwner(stores, draft, at)
  return undefined
}

/** A new owner. Throws `RaceLost` when another request has just made the account's. */
async function writeOwner(stores: Stores, { owner }: OrderDraft, at: string): Promise<void> {
  if (owner.kind === 'known') return
  if (owner.crmAccountId === undefined) return stores.owners.insert({ id: owner.id, createdAt: at })
  const winner = await stores.owners.forCrmAccount(owner.crmAccountId, owner.id, at)
  if (winner.id !== owner.id) throw new RaceLost("the account's owner was made by another request")
}

interface Writing {
  readonly services: Pick<Services, 'random'>
  readonly order: OrderRecord
  readonly lease: Lease | undefined
  readonly attempt: PaymentAttempt | undefined
  readonly linked: boolean
}

async function writeAccepted(
  stores: Stores,
  { services, order, lease, attempt, linked }: Writing,
): Promise<void> {
  await stores.orders.write({
    at: order.createdAt,
    order,
    lease: lease ?? queueLease,
    attempts: attempt === undefined ? [] : [attempt],
    link: linked ? toPaying(order) : undefined,
    before: emptyState,
    after: emptyState,
    ...acceptance(services, order),
    mails: [],
  })
  // Whoever runs it here holds its lease: a job would find that and end. If we are killed, the sweep enqueues it.
  if (lease === undefined) await stores.queue.enqueue('process-order', { orderId: order.id }, order.id)
}

/** What is said of an order when it is accepted. */
function acceptance({ random }: Pick<Services, 'random'>, order: OrderRecord) {
  const at = order.createdAt
  return {
    events: [orderEvent('order.submitted', { order, ids: random.idsFrom(order.id), at })],
    steps: [{ name: 'submit', at, outcome: 'accepted' }],
  }
}

export function toPaying(order: OrderRecord): LinkMove | undefined {
  if (order.checkoutId === undefined) return undefined
  return { basketId: order.checkoutId, from: ['active', 'opened'], to: 'paying' }
}
