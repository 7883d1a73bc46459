import { setTimeout as pause } from 'node:timers/promises'
import { isRefused, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import { addDuration } from '../domain/time-zone.ts'
import type { ClockRun } from '../ports/clock-run-store.ts'
import { type ClockDriver, driveClock, leaseOf } from './drive.ts'

/** One of the two says how far. */
export type Advance =
  | { readonly to: Instant }
  /** ISO 8601; days and longer are counted on the calendar of the account's time zone. */
  | { readonly by: string }

const answerWithinMs = 10_000

/** Far enough for any contract, near enough to be counted on. */
const latest: Instant = '2200-01-01T00:00:00.000Z'

/**
 * Moves the business clock forward and lets everything that falls due on the way happen, each at its own time. Answers when
 * it is done, or after ten seconds while it goes on. Refuses `clock_backwards` and, while another run goes on, `clock_running`.
 */
export async function advanceClock(
  services: ClockDriver,
  advance: Advance,
  waitMs = answerWithinMs,
): Promise<ClockRun | Refusal> {
  const run = await beginRun(services, advance)
  if (isRefused(run)) return run
  const driven = driveClock(services, run)
  const timeOut = new AbortController()
  await Promise.race([driven, pause(waitMs, undefined, { signal: timeOut.signal }).catch(() => undefined)])
  timeOut.abort()
  return run
}

async function beginRun(services: ClockDriver, advance: Advance): Promise<ClockRun | Refusal> {
  const fromAt = services.clock.now()
  const toAt = targetOf(services, advance, fromAt)
  if (isRefused(toAt)) return toAt
  // A year of more than four digits stands before every other as text.
  if (Date.parse(toAt) > Date.parse(latest))
    return refuseAt(
      'invalid_request',
      'to' in advance ? '/advanceTo' : '/advanceBy',
      `must not go beyond ${latest}`,
    )
  if (toAt < fromAt)
    return refuse('clock_backwards', `It is ${fromAt} by the business clock; ${toAt} is over.`)
  return services.db.write(async (stores) => {
    const lease = leaseOf(services)
    const lost = await stores.clockRuns.takeOver(lease)
    if (lost !== undefined) await stores.clockRuns.end(lost.id, 'failed')
    const run: ClockRun = {
      id: services.random.id('clock_run'),
      status: 'running',
      fromAt,
      toAt,
      firstEventSeq: await stores.events.lastSeq(),
      lastEventSeq: undefined,
    }
    if (await stores.clockRuns.begin(run, lease)) return run
    return refuse(
      'clock_running',
      'Another advance is still running. `GET /api/admin/clock` shows how far it is.',
    )
  })
}

function targetOf({ settings }: ClockDriver, advance: Advance, fromAt: Instant): Instant | Refusal {
  if ('to' in advance) return advance.to
  return (
    addDuration(fromAt, advance.by, settings().timeZone) ??
    refuseAt('invalid_request', '/advanceBy', 'must be a duration that leads to a date before the year 2200')
  )
}
