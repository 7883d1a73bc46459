import { setTimeout as pause } from 'node:timers/promises'
import { type BillingServices, errorText } from '../billing/due-context.ts'
import { runDue } from '../billing/run-due.ts'
import type { ClockRun } from '../ports/clock-run-store.ts'
import type { Lease } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'

export type ClockDriver = BillingServices & Pick<Services, 'moveClock'>

const leaseSeconds = 30

const heartbeatMs = 5_000

/** How often a step that finds nothing to take (somebody else holds it) looks again, and how long it waits in between. */
const maxIdleSteps = 200
const idleStepMs = 50

export function leaseOf({ processId }: Pick<Services, 'processId'>): Lease {
  return { holder: processId, seconds: leaseSeconds }
}

/**
 * Carries a run to its end: from one due instant to the next, the clock is moved there and what is due happens. Killed at
 * any point, or told to stop, it is left to whoever takes it over, who goes on from where the clock stands.
 */
export async function driveClock(services: ClockDriver, run: ClockRun, signal?: AbortSignal): Promise<void> {
  const { db, log } = services
  const heartbeat = setInterval(() => {
    db.read.clockRuns.renewLease(run.id, leaseOf(services)).catch(() => undefined)
  }, heartbeatMs)
  try {
    await stepThrough(services, run, signal)
    if (signal?.aborted) await db.read.clockRuns.renewLease(run.id, { ...leaseOf(services), seconds: 0 })
    else await db.read.clockRuns.end(run.id, 'done')
  } catch (error) {
    log.error({ clockRun: run.id, error: errorText(error) }, 'the clock stopped on its way')
    await db.read.clockRuns.end(run.id, 'failed').catch(() => undefined)
  } finally {
    clearInterval(heartbeat)
  }
}

async function stepThrough(services: ClockDriver, run: ClockRun, signal?: AbortSignal): Promise<void> {
  const { db, clock } = services
  let idleSteps = 0
  while (!signal?.aborted) {
    const dueAt = await db.read.billing.nextDueAt(run.toAt)
    if (dueAt === undefined) return moveForward(services, run.toAt)
    await moveForward(services, dueAt)
    const done = await runDue(services, clock.now(), { clockRun: run.id, ...(signal && { signal }) })
    idleSteps = done === 0 ? idleSteps + 1 : 0
    if (idleSteps > maxIdleSteps) throw new Error(`nothing moves at ${dueAt}`)
    if (done === 0) await pause(idleStepMs)
  }
}

/** Time goes by while a run works, so the clock may be there already. */
async function moveForward({ clock, moveClock }: ClockDriver, to: string): Promise<void> {
  if (to > clock.now()) await moveClock(to)
}

/** Takes over a run whose process is gone and carries it to its end; `false` when there is none. */
export async function resumeClockRun(services: ClockDriver, signal?: AbortSignal): Promise<boolean> {
  const run = await services.db.read.clockRuns.takeOver(leaseOf(services))
  if (run === undefined) return false
  services.log.info({ clockRun: run.id }, 'taking over an advance of the clock')
  await driveClock(services, run, signal)
  return true
}
