import type { Instant } from '../domain/time.ts'
import { billDueSubscriptions } from './bill-subscriptions.ts'
import { collectDueInvoices } from './collect.ts'
import { deliverDueGifts } from './deliver-gifts.ts'
import type { BillingServices } from './due-context.ts'
import { expireDueLinks } from './expire-links.ts'
import { carryOutRefunds } from './refunds.ts'
import { remindOverdue } from './remind-overdue.ts'

export interface DueOptions {
  /** The advance of the clock it is for. */
  readonly clockRun?: string
  /** Aborted: it ends after the batch in hand. */
  readonly signal?: AbortSignal
}

/**
 * Carries out everything that is due by `at`, an instant of the business clock: subscriptions start, schedules become
 * invoices, invoices are collected, money goes back, buyers are reminded, gifts are sent to their recipients, links expire. In batches, each safe to kill;
 * any number of processes may do it at once.
 * What fails rests and is tried again later. Answers how much there was.
 */
export async function runDue(
  services: BillingServices,
  at: Instant,
  { clockRun, signal }: DueOptions = {},
): Promise<number> {
  const context = { services, at, clockRun }
  let total = 0
  while (!signal?.aborted) {
    const done =
      (await billDueSubscriptions(context)) +
      (await collectDueInvoices(context)) +
      (await carryOutRefunds(context)) +
      (await remindOverdue(context)) +
      (await deliverDueGifts(context)) +
      (await expireDueLinks(context))
    if (done === 0) break
    total += done
  }
  return total
}
