import { onlyDatesMoved } from '../domain/fingerprint.ts'
import { isRefused } from '../domain/refusal.ts'
import type { Stores } from '../ports/database.ts'
import type { OrderFailure, OrderRecord, PaymentAttempt } from '../ports/order-store.ts'
import type { GatewayPayment } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { moneyNeeded } from './attempts.ts'
import { propose } from './propose.ts'
import { lockOrder, type Run, replan, statelessWrite, subjectOf } from './run.ts'
import { settled } from './settlement.ts'

type Authorised = Extract<GatewayPayment, { methodReference: string }>

export function paidAttempt(attempt: PaymentAttempt, payment: Authorised): PaymentAttempt {
  const { methodReference, card } = payment
  return { ...attempt, gatewayReference: payment.reference, method: { methodReference, card } }
}

/** One short transaction under row locks. What it writes as `capturing` will be captured and saved, whatever happens next. */
export function commitToCapture(services: Services, run: Run, paid: PaymentAttempt): Promise<Run> {
  return services.db.write(async (stores) => {
    const now = services.clock.now()
    const locked = await lockOrder(stores, run)
    const dated = await onDayOfPayment(services, stores, { order: locked, paid })
    if (dated === 'amounts moved') return abandon(stores, run, { locked, paid, now })
    const proposal = await replan(services, stores, dated)
    if (isRefused(proposal))
      return turnBack(stores, run, {
        locked,
        paid,
        now,
        failure: { code: proposal.code, detail: proposal.detail },
      })
    if (moneyNeeded(proposal.changeset)?.amount !== paid.amount)
      return paid.challengedAt === undefined
        ? turnBack(stores, run, { locked, paid, now, failure: undefined })
        : abandon(stores, run, { locked, paid, now })
    const order = {
      ...dated,
      status: 'processing' as const,
      fingerprint: proposal.fingerprint,
      changeset: proposal.changeset,
      updatedAt: now,
    }
    const attempt = { ...paid, state: 'capturing' as const, updatedAt: now }
    // What could not be saved after the money is taken must fail before it.
    const { changeset, facts } = proposal
    settled(facts.before, { order, changeset, attempt, at: now }, facts.ids)
    const steps = [{ name: 'authorise', at: now, outcome: 'authorised' }]
    await stores.orders.write(
      statelessWrite(run, { order, attempts: [attempt], link: undefined, events: [], steps }),
    )
    return { ...run, order, attempt }
  })
}

/**
 * A buyer may come back from their bank on another day than the one they agreed on: where only dates move with it, the order starts
 * on the day of the payment. Amounts never move without the buyer.
 */
async function onDayOfPayment(
  services: Services,
  stores: Stores,
  { order, paid }: { readonly order: OrderRecord; readonly paid: PaymentAttempt },
): Promise<OrderRecord | 'amounts moved'> {
  if (paid.challengedAt === undefined) return order
  const now = services.clock.now()
  const proposeAt = (at: string) =>
    propose(services, stores, { order: order.request.order, subject: { ...subjectOf(order), at } })
  const agreed = await proposeAt(order.instantAt)
  const today = await proposeAt(now)
  // Why it cannot be done any more is said by planning it again.
  if (isRefused(agreed) || isRefused(today) || agreed.fingerprint === today.fingerprint) return order
  if (!onlyDatesMoved(agreed.promise, today.promise)) return 'amounts moved'
  const expectedFingerprint = order.expectedFingerprint && today.fingerprint
  return { ...order, instantAt: now, expectedFingerprint }
}

interface TurnBack {
  readonly locked: OrderRecord
  readonly paid: PaymentAttempt
  readonly now: string
  /** Why the order ends; absent: only the amount moved, and it is asked for anew. */
  readonly failure: OrderFailure | undefined
}

/** The authorised money is let go before anything else happens. */
async function turnBack(
  stores: Pick<Stores, 'orders'>,
  run: Run,
  { locked, paid, now, failure }: TurnBack,
): Promise<Run> {
  const order = { ...locked, status: 'processing' as const, failure, updatedAt: now }
  const attempt = { ...paid, state: 'voiding' as const, updatedAt: now }
  const steps = [{ name: 'authorise', at: now, outcome: failure?.code ?? 'amount moved' }]
  await stores.orders.write(
    statelessWrite(run, { order, attempts: [attempt], link: undefined, events: [], steps }),
  )
  return { ...run, order, attempt }
}

/** The same for a buyer who was sent away with one amount: they are asked again, with the new one. */
async function abandon(
  stores: Pick<Stores, 'orders'>,
  run: Run,
  { locked, paid, now }: Omit<TurnBack, 'failure'>,
): Promise<Run> {
  const order = { ...locked, status: 'processing' as const, updatedAt: now }
  const attempt = {
    ...paid,
    state: 'abandoning' as const,
    declineCode: 'changes_differ',
    updatedAt: now,
  }
  const steps = [{ name: 'authorise', at: now, outcome: 'amount moved while the buyer was at their bank' }]
  await stores.orders.write(
    statelessWrite(run, { order, attempts: [attempt], link: undefined, events: [], steps }),
  )
  return { ...run, order, attempt }
}
