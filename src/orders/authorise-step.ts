import { isRefused } from '../domain/refusal.ts'
import type { Stores } from '../ports/database.ts'
import type { OrderFailure, PaymentAttempt } from '../ports/order-store.ts'
import type { GatewayPayment } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { authorise } from './ask-gateway.ts'
import { moneyNeeded } from './attempts.ts'
import { waitWhileBusy } from './busy.ts'
import { declineAttempt } from './decline.ts'
import { lockOrder, type Run, replan, statelessWrite } from './run.ts'
import { settled } from './settlement.ts'

type Authorised = Extract<GatewayPayment, { methodReference: string }>

/** Asks the gateway for the attempt's money, then passes the point of no return or turns back. */
export async function authoriseStep(services: Services, run: Run): Promise<Run> {
  const { attempt } = run
  if (attempt === undefined) throw new Error(`order ${run.order.id} has no attempt to authorise`)
  // Whoever must wait for the subscription holds no money meanwhile.
  await waitWhileBusy(services.db.read, { id: run.order.id, order: run.order.request.order })
  const payment = await authorise(services.gateway, attempt)
  if (payment.state === 'declined') {
    const { declineCode, retryable, reference } = payment
    return declineAttempt(services, run, { declineCode, retryable, reference })
  }
  return commitToCapture(services, run, paidAttempt(attempt, payment))
}

function paidAttempt(attempt: PaymentAttempt, payment: Authorised): PaymentAttempt {
  const { methodReference, card } = payment
  return { ...attempt, gatewayReference: payment.reference, method: { methodReference, card } }
}

/** One short transaction under row locks. What it writes as `capturing` will be captured and saved, whatever happens next. */
function commitToCapture(services: Services, run: Run, paid: PaymentAttempt): Promise<Run> {
  return services.db.write(async (stores) => {
    const locked = await lockOrder(stores, run)
    const now = services.clock.now()
    const proposal = await replan(services, stores, locked)
    if (isRefused(proposal))
      return turnBack(stores, run, {
        locked,
        paid,
        now,
        failure: { code: proposal.code, detail: proposal.detail },
      })
    if (moneyNeeded(proposal.changeset)?.amount !== paid.amount)
      return turnBack(stores, run, { locked, paid, now, failure: undefined })
    const order = {
      ...locked,
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

interface TurnBack {
  readonly locked: Run['order']
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
