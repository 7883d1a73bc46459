import { settleScheduledOrders } from '../billing/scheduled-orders.ts'
import type { Change } from '../domain/change.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import { isRefused, type Refusal, refuse } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import { renderReceiptMail } from '../pages/receipt-mail.ts'
import type { Stores } from '../ports/database.ts'
import type { NewEvent } from '../ports/event-store.ts'
import type { Mail } from '../ports/mailer.ts'
import type { OrderRecord, PaymentAttempt, ProcessStep } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { moneyNeeded, mostNewAmounts, nextAttempt } from './attempts.ts'
import { eventsOfChanges, orderEvent } from './events.ts'
import { failOrder } from './fail.ts'
import { giftMails } from './gift-mails.ts'
import { savedSource } from './money-source.ts'
import { paidMails } from './paid-mails.ts'
import type { Proposal } from './propose.ts'
import { toReceipt } from './receipt.ts'
import { lockOrder, type Run, replan, statelessWrite } from './run.ts'

/**
 * An order that needs no money (by invoice, or nothing to pay): checked, planned again and saved in one transaction. One on a
 * subscription that has come to need some while it waited asks the subscription's saved method for it next.
 */
export function completeWithoutMoney(services: Services, run: Run): Promise<Run> {
  return services.db.write(async (stores) => {
    const order = await lockOrder(stores, run)
    const proposal = await replan(services, stores, order)
    if (isRefused(proposal)) return failOrder(services, stores, { ...run, order }, proposal)
    const planned = withoutMoney(order, proposal)
    if (!isRefused(planned))
      return completeOrder(services, stores, { ...run, order: planned.order }, planned.done)
    const attempt = await attemptBySavedMethod(services, stores, { ...run, order, proposal })
    if (attempt === undefined) return failOrder(services, stores, { ...run, order }, planned)
    return startPaying(services, stores, { ...run, order, attempt })
  })
}

async function startPaying(
  { clock }: Pick<Services, 'clock'>,
  stores: Pick<Stores, 'orders'>,
  run: Run & { readonly attempt: PaymentAttempt },
): Promise<Run> {
  const at = clock.now()
  const order: OrderRecord = { ...run.order, status: 'processing', updatedAt: at }
  const steps = [{ name: 'plan', at, outcome: `attempt ${run.attempt.n}: it costs something now` }]
  await stores.orders.write(
    statelessWrite(run, { order, attempts: [run.attempt], link: undefined, events: [], steps }),
  )
  return { ...run, order }
}

/** Absent where there is no such method, and where the amount has moved too often already. */
async function attemptBySavedMethod(
  { clock }: Pick<Services, 'clock'>,
  { orders }: Pick<Stores, 'orders'>,
  { order, attempt, proposal }: Run & { readonly proposal: Proposal },
): Promise<PaymentAttempt | undefined> {
  const keepsMoving = attempt !== undefined && (await orders.voidedInARow(order.id)) >= mostNewAmounts
  if (order.request.order.type === 'new' || keepsMoving) return undefined
  return nextAttempt(
    { ...order, updatedAt: clock.now() },
    {
      n: (attempt?.n ?? 0) + 1,
      source: savedSource(proposal.facts.before),
      changeset: proposal.changeset,
    },
  )
}

/** The order planned again under its rows' locks; refused when it asks for money after all. */
export async function planWithoutMoney(
  services: Services,
  stores: Stores,
  order: OrderRecord,
): Promise<{ order: OrderRecord; done: Done } | Refusal> {
  const proposal = await replan(services, stores, order)
  return isRefused(proposal) ? proposal : withoutMoney(order, proposal)
}

function withoutMoney(
  order: OrderRecord,
  { changeset, after, fingerprint, facts }: Proposal,
): { order: OrderRecord; done: Done } | Refusal {
  if (moneyNeeded(changeset) !== undefined) return needsMoney
  return {
    order: { ...order, fingerprint, changeset },
    done: { changes: changeset.changes, before: facts.before, after },
  }
}

const needsMoney = refuse(
  'changes_differ',
  'The order costs something now and did not when it was accepted. Preview it again.',
)

export interface Done {
  readonly changes: readonly Change[]
  readonly before: CustomerState
  readonly after: CustomerState
  /** What else is said in the same breath, before what the changes say. */
  readonly told?: readonly NewEvent[]
  readonly steps?: readonly ProcessStep[]
}

/**
 * Saves what the order does, and says so to everyone: link, events, receipt. The last write of its run: an order that leaves a
 * change to come is `scheduled` until its day.
 */
export async function completeOrder(
  services: Services,
  stores: Pick<Stores, 'billing' | 'events' | 'methods' | 'orders'>,
  run: Run,
  { changes, before, after, told = [], steps = [] }: Done,
): Promise<Run> {
  const at = services.clock.now()
  const status = waitsForItsDay(run.order, after) ? 'scheduled' : 'complete'
  const completedAt = status === 'complete' ? at : undefined
  const order: OrderRecord = { ...run.order, status, updatedAt: at, completedAt }
  await stores.orders.write({
    at,
    order,
    lease: run.lease,
    attempts: run.attempt === undefined ? [] : [run.attempt],
    link:
      order.checkoutId === undefined
        ? undefined
        : { basketId: order.checkoutId, from: ['active', 'opened', 'paying', 'expired'], to: 'completed' },
    before,
    after,
    events: [...told, ...eventsOf(services, { order, changes, at })],
    mails: [
      ...receiptMails(services, order, after),
      ...giftMails(services, changes, after),
      ...paidMails(services, order, { changes, after }),
    ],
    steps: [...steps, { name: 'save', at, outcome: status }],
  })
  await tellOthers(stores, order, at)
  await settleScheduledOrders({ services, at, clockRun: undefined }, stores, { before, after })
  return { ...run, order }
}

/** A cancellation to come is done when its date is set; every other change is when it has happened. */
function waitsForItsDay({ id }: OrderRecord, { pendingChanges }: CustomerState): boolean {
  return pendingChanges.some(
    ({ orderId, status, kind }) => orderId === id && status === 'pending' && kind !== 'cancellation',
  )
}

/** Which open invoices are tried again at once, which are tried no more, and what a gateway is to forget. */
async function tellOthers(
  { billing, methods }: Pick<Stores, 'billing' | 'methods'>,
  { changeset }: OrderRecord,
  at: Instant,
): Promise<void> {
  for (const effect of changeset?.effects ?? []) {
    if (effect.kind === 'collect_invoices') await billing.collectFrom(effect.invoiceIds, at)
    if (effect.kind === 'stop_collecting') await billing.stopCollecting(effect.invoiceIds)
    if (effect.kind === 'forget_method') await methods.forgetLater(effect.paymentMethodId)
  }
}

function eventsOf(
  { random }: Pick<Services, 'random'>,
  { order, changes, at }: { order: OrderRecord; changes: readonly Change[]; at: string },
): readonly NewEvent[] {
  const about = { order, ids: random.idsFrom(order.id), at }
  const type = order.status === 'scheduled' ? 'order.scheduled' : 'order.completed'
  return [...eventsOfChanges(changes, about), orderEvent(type, about)]
}

/** Sent after the commit by whoever empties the outbox; the key keeps it from being sent twice. */
function receiptMails(services: Services, order: OrderRecord, made: CustomerState): readonly Mail[] {
  const asked = order.request.order
  if (asked.type !== 'new' && asked.type !== 'redeem_gift') return []
  if (asked.customer.email === undefined) return []
  const receipt = toReceipt({
    order,
    made,
    locale: asked.customer.locale ?? null,
    settings: services.settings(),
    links: services,
  })
  return [
    {
      key: `receipt/${order.id}`,
      to: asked.customer.email,
      ...renderReceiptMail(receipt, receipt.locale ?? 'en'),
    },
  ]
}
