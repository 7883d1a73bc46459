import type { Change } from '../domain/change.ts'
import { type CustomerState, emptyState } from '../domain/customer-state.ts'
import { planDue } from '../domain/due.ts'
import { fold } from '../domain/fold.ts'
import type { DueSubscription } from '../ports/billing-store.ts'
import type { Stores } from '../ports/database.ts'
import { type DueContext, dueFacts, errorText, eventsOf } from './due-context.ts'
import { type RenewalFacts, renewalsDue } from './renewals-due.ts'
import { settleScheduledOrders } from './scheduled-orders.ts'

const batchSize = 100

/**
 * Starts and bills subscriptions whose day has come: up to a hundred in one transaction, under their rows' locks. When a batch
 * fails, each of it is tried alone, and the ones that fail alone rest for a while. Answers how many were dealt with.
 */
export async function billDueSubscriptions(context: DueContext): Promise<number> {
  const { services, at } = context
  let ids: readonly string[] = []
  try {
    return await services.db.write(async (stores) => {
      ids = await stores.billing.lockDue(at, batchSize)
      return carryOutDue(context, stores, ids)
    })
  } catch (error) {
    if (ids.length === 0) throw error
    services.log.warn({ count: ids.length, error: errorText(error) }, 'a batch of due subscriptions failed')
    for (const id of ids) await billAlone(context, id)
    return ids.length
  }
}

async function billAlone(context: DueContext, id: string): Promise<void> {
  const { db, log } = context.services
  try {
    await db.write(async (stores) => {
      if (await stores.billing.lockOne(id)) await carryOutDue(context, stores, [id])
    })
  } catch (error) {
    log.error({ subscriptionId: id, error: errorText(error) }, 'what fell due on a subscription failed')
    await db.read.billing.recordFailure('subscription', id, errorText(error))
  }
}

interface Billed {
  readonly before: CustomerState
  readonly after: CustomerState
  readonly changes: readonly Change[]
}

/**
 * Carries out what is due on these subscriptions, whose rows are locked. Whoever was faster may have done it between the look and
 * the lock; then there is nothing left to change.
 */
export async function carryOutDue(
  context: DueContext,
  stores: Stores,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0
  const { at } = context
  await stores.billing.lockBooks(ids)
  const due = await stores.billing.load(ids)
  const renewals = await renewalsDue(
    stores,
    due.map(({ state }) => state),
    at,
  )
  const billed = billEach(context, due, renewals)
  if (billed.length === 0) return 0
  await lockCreditUsed(stores, billed, ids)
  const saved = { before: together(billed, 'before'), after: together(billed, 'after') }
  await stores.orders.saveState(saved.before, saved.after, at)
  const toCollect = billed.flatMap(invoicesToCollect)
  if (toCollect.length > 0) await stores.billing.collectFrom(toCollect, at)
  await stores.billing.clearFailures('subscription', ids)
  await stores.events.append(billed.flatMap((one) => eventsOfOne(context, one)))
  await settleScheduledOrders(context, stores, saved)
  return billed.length
}

/** Two that would write the same invoice, balance or payment are not planned side by side: the second is left to the next batch. */
function billEach(
  context: DueContext,
  due: readonly DueSubscription[],
  renewals: RenewalFacts,
): readonly Billed[] {
  const billed: Billed[] = []
  const used = new Set<string>()
  for (const one of due) {
    if (sharedRows(one.state).some(({ id }) => used.has(id))) continue
    const result = billOne(context, one, renewals)
    if (result.changes.length === 0) continue
    billed.push(result)
    const before = new Set(sharedRows(result.before))
    for (const row of sharedRows(result.after)) if (!before.has(row)) used.add(row.id)
  }
  return billed
}

/** Credit belongs to the owner: when it was used or promised elsewhere since it was read, all of this is done anew. */
async function lockCreditUsed(
  stores: Stores,
  billed: readonly Billed[],
  ids: readonly string[],
): Promise<void> {
  const kept = new Set<object>(billed.flatMap(({ after }) => after.creditMemos))
  const used = billed.flatMap(({ before }) => before.creditMemos).filter((memo) => !kept.has(memo))
  if (used.length > 0 && !(await stores.orders.lockBalance(used, ids)))
    throw new Error('credit was used elsewhere since it was read')
}

/** What may belong to more than one subscription. */
function sharedRows({ invoices, creditMemos, payments }: CustomerState): readonly { readonly id: string }[] {
  return [...invoices, ...creditMemos, ...payments]
}

function billOne(
  { services, at }: DueContext,
  { id, state }: DueSubscription,
  renewals: RenewalFacts,
): Billed {
  const changes = planDue(state, { ...dueFacts(services, { subscriptionId: id, at }), ...renewals })
  return { before: state, after: fold(state, changes), changes }
}

/** Cards are charged while the buyer is away; invoices by payment type `invoice` wait for the buyer to pay them. */
function invoicesToCollect({ after }: Billed): string[] {
  return after.invoices
    .filter((invoice) => invoice.paymentType === 'card' && invoice.balance > 0)
    .map((invoice) => invoice.id)
}

function eventsOfOne(context: DueContext, { before, changes }: Billed) {
  const subscription = before.subscriptions[0]
  return eventsOf(context, changes, {
    ownerId: subscription?.ownerId,
    orderId: subscription?.orderId,
  })
}

/** Many states as one, to be saved in one statement. What is only read is left out. */
function together(billed: readonly Billed[], side: 'before' | 'after'): CustomerState {
  const states = billed.map((one) => one[side])
  return {
    ...emptyState,
    subscriptions: states.flatMap((state) => state.subscriptions),
    subscriptionOffers: states.flatMap((state) => state.subscriptionOffers),
    pendingChanges: states.flatMap((state) => state.pendingChanges),
    schedules: states.flatMap((state) => state.schedules),
    entitlements: states.flatMap((state) => state.entitlements),
    invoices: states.flatMap((state) => state.invoices),
    creditMemos: states.flatMap((state) => state.creditMemos),
    refunds: states.flatMap((state) => state.refunds),
    payments: states.flatMap((state) => state.payments),
  }
}
