import { setTimeout as pause } from 'node:timers/promises'
import type { Refusal } from '../domain/refusal.ts'
import type { Lease, OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { afterEffects } from './after-effects.ts'
import { answerOf, type OrderAnswer } from './answer.ts'
import { outcomeOf } from './outcome.ts'
import { runOrder } from './process.ts'

/** A caller waits this long for a result; then it is told `processing`, and the order goes on without it. */
export const callersPatienceMs = 10_000

const pollMs = 50

interface Running {
  readonly lease: Lease
  readonly patienceMs?: number
}

/** Runs an order in this process and answers its result, or `processing` when it takes longer than a caller should wait. */
export async function runHere(
  services: Services,
  order: OrderRecord,
  { lease, patienceMs = callersPatienceMs }: Running,
): Promise<OrderAnswer | Refusal> {
  return answerInTime(services, order, { run: runOrder(services, order, lease), patienceMs })
}

/** The result of an order that is being run in this process, or `processing` when it takes longer than a caller should wait. */
export async function answerInTime(
  services: Services,
  order: OrderRecord,
  { run, patienceMs = callersPatienceMs }: { run: Promise<OrderRecord>; patienceMs?: number },
): Promise<OrderAnswer | Refusal> {
  const timeout = new AbortController()
  const known = run.catch((error: Error) => {
    // The outcome is not known here; the queue finds it out. The caller is told that it goes on.
    services.log.warn({ orderId: order.id, error: error.message }, 'an order goes on in the queue')
    return undefined
  })
  const patience = pause(patienceMs, undefined, { signal: timeout.signal, ref: false }).catch(() => undefined)
  const finished = await Promise.race([known, patience])
  const isDone = finished !== undefined && !isRunning(finished)
  if (isDone) await Promise.race([afterEffects(services, finished), patience])
  timeout.abort()
  return outcomeOf(services, isDone ? finished : { ...order, status: 'processing' })
}

/** An order that is done, with what follows it, for so long as a caller should wait for that. */
export async function answerDone(
  services: Services,
  order: OrderRecord,
  patienceMs = callersPatienceMs,
): Promise<OrderAnswer> {
  const timeout = new AbortController()
  const patience = pause(patienceMs, undefined, { signal: timeout.signal, ref: false }).catch(() => undefined)
  await Promise.race([afterEffects(services, order), patience])
  timeout.abort()
  return answerOf(order)
}

/** Waits for the result of an order that somebody else runs; `processing` when that takes longer than a caller should wait. */
export async function awaitResult(
  services: Pick<Services, 'db'>,
  first: OrderRecord,
  patienceMs = callersPatienceMs,
): Promise<OrderAnswer | Refusal> {
  let order = first
  for (let waited = 0; isRunning(order) && waited < patienceMs; waited += pollMs) {
    await pause(pollMs)
    order = (await services.db.read.orders.find(order.id)) ?? order
  }
  return outcomeOf(services, isRunning(order) ? { ...order, status: 'processing' } : order)
}

function isRunning({ status }: OrderRecord): boolean {
  return status === 'submitted' || status === 'processing'
}
