import { setTimeout as pause } from 'node:timers/promises'
import type { AttemptState, Lease, OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { abandonStep } from './abandon-step.ts'
import { authoriseStep } from './authorise-step.ts'
import { SubscriptionBusy } from './busy.ts'
import { captureStep } from './capture-step.ts'
import { challengeStep } from './challenge-step.ts'
import { completeWithoutMoney } from './complete.ts'
import { LeaseLost, newLease, underLease } from './lease.ts'
import type { Run, Step } from './run.ts'
import { voidStep } from './void-step.ts'

/**
 * Money moves in one order only: authorise; under row locks plan again and pass the point of no return; capture; save everything.
 * Each state of an attempt has the step that comes next, so a run that was cut off anywhere goes on from what was written.
 */
const nextSteps: Readonly<Record<AttemptState, Step>> = {
  started: authoriseStep,
  challenged: challengeStep,
  abandoning: abandonStep,
  capturing: captureStep,
  voiding: voidStep,
  // Nothing is left to pay with these: the order needs no money (any more).
  captured: completeWithoutMoney,
  declined: completeWithoutMoney,
  voided: completeWithoutMoney,
}

/** A failed run lets the sweep find the order again after this. */
const retrySeconds = 15

/** And after this, where its subscription was being paid for by another order. */
const busySeconds = 1

/** The queue's task: runs the order unless somebody alive does, or it is done. */
export async function processOrder(services: Services, orderId: string): Promise<void> {
  const lease = newLease(services)
  const order = await services.db.read.orders.claim(orderId, lease)
  if (order !== undefined) await runOrder(services, order, lease)
}

/** Runs an order whose lease is held, to its end or to where it waits for its customer. */
export async function runOrder(services: Services, order: OrderRecord, lease: Lease): Promise<OrderRecord> {
  try {
    return await underLease(services, { orderId: order.id, lease }, () => advance(services, order, lease))
  } catch (error) {
    if (error instanceof LeaseLost) return (await services.db.read.orders.find(order.id)) ?? order
    const isBusy = error instanceof SubscriptionBusy
    const seconds = isBusy ? busySeconds : retrySeconds
    await services.db.read.orders.releaseLease(order.id, { ...lease, seconds })
    if (isBusy) return (await services.db.read.orders.find(order.id)) ?? order
    throw error
  }
}

async function advance(services: Services, order: OrderRecord, lease: Lease): Promise<OrderRecord> {
  const attempt = mayHaveAttempt(order) ? await services.db.read.orders.lastAttempt(order.id) : undefined
  let run: Run = { order, attempt, lease }
  while (run.order.status === 'submitted' || run.order.status === 'processing') {
    const step: Step = run.attempt === undefined ? completeWithoutMoney : nextSteps[run.attempt.state]
    run = await patiently(() => step(services, run))
  }
  return run.order
}

/** A purchase says how it is paid: where that is by invoice it never had an attempt, and needs no look for one. */
function mayHaveAttempt({ request }: OrderRecord): boolean {
  return request.order.type !== 'new' || request.order.paymentType !== 'invoice'
}

/** Tries a step again while its subscription is busy; for so long only, because a worker has other work. */
async function patiently(step: () => Promise<Run>): Promise<Run> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof SubscriptionBusy) || waits === mostWaits) throw error
      await pause(waitMs)
    }
  }
}

const waitMs = 100
const mostWaits = 20
