import { systemInstant } from '../access/system-time.ts'
import { addDays } from '../domain/calendar.ts'
import type { LocalDate } from '../domain/time.ts'
import type { Services } from '../ports/services.ts'
import { type ReconcileServices, reconcile } from './reconcile.ts'

/** A day is compared from this hour of the next one, UTC: what was under way at midnight has ended by then. */
const hour = 2

const daysCaughtUp = 7

/** Longer than a day's comparison takes; whoever dies at it is replaced after this. */
const claimSeconds = 900

/** The last day that is over long enough, UTC by the system clock. */
export function lastDay(clock: Services['clock']): LocalDate {
  return addDays(systemInstant(clock, -hour * 3_600_000).slice(0, 10), -1)
}

/** Queues the days that nobody has compared yet: last night's, and those of the week before it that were missed. */
export async function enqueueReconciliations({
  db,
  gateway,
  clock,
}: Pick<Services, 'db' | 'gateway' | 'clock'>): Promise<void> {
  if (gateway.name === 'none') return
  const last = lastDay(clock)
  const first = addDays(last, 1 - daysCaughtUp)
  const days = await db.read.reconciliations.daysToDo({ gateway: gateway.name, first, last })
  await db.read.queue.enqueueAll(
    days.map((day) => ({ task: 'reconcile', payload: { day }, key: `reconcile/${gateway.name}/${day}` })),
  )
}

/** The queue's task: of all processes one compares a day, and none that is done. */
export async function reconcileOnce(services: ReconcileServices, day: LocalDate): Promise<void> {
  const lease = { gateway: services.gateway.name, seconds: claimSeconds }
  if (await services.db.read.reconciliations.claim(day, lease)) await reconcile(services, day)
}
