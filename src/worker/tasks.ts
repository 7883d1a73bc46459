import type { JobHelpers, TaskList } from 'graphile-worker'
import { lookAtRefund } from '../billing/look-at-refund.ts'
import { runDue } from '../billing/run-due.ts'
import { sendMails } from '../mail/outbox.ts'
import { processOrder } from '../orders/process.ts'
import { type GiveUp, resumeOrder } from '../orders/resume-payment.ts'
import { reconcileOnce } from '../payments/reconcile-nightly.ts'
import type { TaskName } from '../ports/queue.ts'
import type { Services } from '../ports/services.ts'

/** What a job of each name does. */
export function tasksOf(services: Services): TaskList {
  const dueWork = oneAtATime((helpers: JobHelpers) => doDueWork(services, helpers))
  const tasks: Record<TaskName, (payload: unknown, helpers: JobHelpers) => Promise<unknown>> = {
    'process-order': (payload) => processOrder(services, orderIdOf(payload)),
    'resume-payment': (payload) => resumeOrder(services, orderIdOf(payload), { giveUp: giveUpOf(payload) }),
    'look-at-refund': (payload) => lookAtRefund(services, textOf(payload, 'refundId')),
    reconcile: (payload) => reconcileOnce(services, textOf(payload, 'day')),
    'send-mails': () => sendMails(services),
    'run-due': (_payload, helpers) => dueWork(helpers),
  }
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, helpers: JobHelpers) => {
        await task(payload, helpers)
      },
    ]),
  )
}

/** While a sandbox's clock is moved, that run alone does what falls due: so it happens in order and is counted. */
async function doDueWork(services: Services, { abortSignal }: JobHelpers): Promise<void> {
  if (services.sandbox && (await services.db.read.clockRuns.isRunning())) return
  await runDue(services, services.clock.now(), { ...(abortSignal && { signal: abortSignal }) })
}

/** Work of which one round at a time is enough: another job of it ends at once, and leaves room for other jobs. */
function oneAtATime<In>(work: (given: In) => Promise<void>): (given: In) => Promise<void> {
  let inHand = false
  return async (given) => {
    if (inHand) return
    inHand = true
    try {
      await work(given)
    } finally {
      inHand = false
    }
  }
}

function orderIdOf(payload: unknown): string {
  return textOf(payload, 'orderId')
}

function textOf(payload: unknown, name: string): string {
  const found: unknown = Object.getOwnPropertyDescriptor(Object(payload), name)?.value
  if (typeof found !== 'string') throw new Error(`a job misses its ${name}`)
  return found
}

function giveUpOf(payload: unknown): GiveUp | undefined {
  const isOver =
    typeof payload === 'object' &&
    payload !== null &&
    'giveUp' in payload &&
    payload.giveUp === 'challenge_expired'
  return isOver ? 'challenge_expired' : undefined
}
