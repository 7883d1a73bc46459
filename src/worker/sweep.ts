import { numberDocuments } from '../billing/number-documents.ts'
import { lookOutForChallenges } from '../orders/look-out.ts'
import { forgetMethods } from '../payments/forget-methods.ts'
import { enqueueReconciliations } from '../payments/reconcile-nightly.ts'
import { recordOrphanedDisputes } from '../payments/record-dispute.ts'
import type { ProcessRegistry } from '../ports/process-registry.ts'
import type { Services } from '../ports/services.ts'

const maxOrders = 100

const hourMs = 3_600_000
const minuteMs = 60_000

/** A gateway repeats a notice for some days at most. */
const noticeDays = 60

/** Turns what waits in the tables into jobs: looked at every second, by every process that works. */
export function sweepOf(services: Services, processes: ProcessRegistry): () => Promise<void> {
  const mentionMails = onceOnly(() =>
    services.log.warn({}, 'mails are waiting in the outbox; no mailer is configured'),
  )
  const forget = nowAndThen(services, hourMs, () => services.db.read.notices.forget(noticeDays))
  const reconcileNightly = nowAndThen(services, minuteMs, () => enqueueReconciliations(services))
  return async () => {
    const dead = await processes.freeDead()
    if (dead.length > 0) services.log.warn({ dead }, 'took back the work of processes that are gone')
    await enqueueAbandonedOrders(services)
    await lookOutForChallenges(services)
    await enqueueWaitingMails(services, mentionMails)
    await enqueueDueWork(services)
    await recordOrphanedDisputes(services)
    await forget()
    await reconcileNightly()
    await numberDocuments(services)
    await forgetMethods(services)
  }
}

/** Unfinished orders whose holder is gone run again. */
async function enqueueAbandonedOrders({ db }: Services): Promise<void> {
  const ids = await db.read.orders.findAbandoned(maxOrders)
  await db.read.queue.enqueueAll(
    ids.map((orderId) => ({ task: 'process-order', payload: { orderId }, key: orderId })),
  )
}

async function enqueueWaitingMails({ db, mailer }: Services, mention: () => void): Promise<void> {
  if (!(await db.read.mails.isWaiting())) return
  if (mailer === undefined) return mention()
  await db.read.queue.enqueue('send-mails', {}, 'send-mails')
}

async function enqueueDueWork({ db, clock, gateway }: Services): Promise<void> {
  const isDue =
    (await db.read.billing.nextDueAt(clock.now())) !== undefined ||
    (await db.read.refunds.isWaiting(gateway.name))
  if (isDue) await db.read.queue.enqueue('run-due', {}, 'run-due')
}

/** Not at every sweep: at the first, and then so long after the last time. */
function nowAndThen(
  { clock }: Pick<Services, 'clock'>,
  everyMs: number,
  work: () => Promise<void>,
): () => Promise<void> {
  let nextMs = 0
  return async () => {
    if (clock.system() < nextMs) return
    nextMs = clock.system() + everyMs
    await work()
  }
}

function onceOnly(work: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    work()
  }
}
