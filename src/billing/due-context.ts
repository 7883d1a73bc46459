import type { Change } from '../domain/change.ts'
import type { DueFacts } from '../domain/due.ts'
import type { Instant } from '../domain/time.ts'
import { eventOfChange } from '../orders/events.ts'
import type { NewEvent } from '../ports/event-store.ts'
import type { Services } from '../ports/services.ts'

/** What carrying out due work needs from outside. */
export type BillingServices = Pick<
  Services,
  'db' | 'clock' | 'random' | 'secrets' | 'settings' | 'tax' | 'gateway' | 'log' | 'processId' | 'publicUrl'
>

/** When due work is carried out, by the business clock, and for which advance of the clock, if for one. */
export interface DueContext {
  readonly services: BillingServices
  readonly at: Instant
  readonly clockRun: string | undefined
}

/** What `planDue` may know of one subscription: the same for whoever asks, so that the same things get the same names. */
export function dueFacts(
  { random, settings, tax }: Pick<Services, 'random' | 'settings' | 'tax'>,
  { subscriptionId, at }: { readonly subscriptionId: string; readonly at: Instant },
): DueFacts {
  return {
    at,
    ids: random.idsFrom(subscriptionId),
    invoiceTermDays: settings().invoiceTermDays,
    taxRates: tax.rates(),
  }
}

/** An event of due work. One that an advance of the clock brought about names it, so that the run can be told afterwards. */
export function dueEvent(
  { services, at, clockRun }: DueContext,
  event: Pick<NewEvent, 'type' | 'ownerId' | 'subjectId' | 'orderId' | 'data'>,
): NewEvent {
  const data = clockRun === undefined ? event.data : { ...event.data, clockRun }
  return { ...event, data, id: services.random.id('event'), createdAt: at }
}

/** What these changes have made happen, one event each; all of them belong to one owner and one order. */
export function eventsOf(
  context: DueContext,
  changes: readonly Change[],
  about: Pick<NewEvent, 'ownerId' | 'orderId'>,
): NewEvent[] {
  return changes.map((change) => dueEvent(context, { ...about, ...eventOfChange(change) }))
}

const errorTextLimit = 500

/** What is kept of an error beside what it struck. */
export function errorText(error: unknown): string {
  return String(error).slice(0, errorTextLimit)
}
