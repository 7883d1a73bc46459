import { addDays } from '../domain/calendar.ts'
import type { Change } from '../domain/change.ts'
import { fold } from '../domain/fold.ts'
import type { Subscription } from '../domain/subscription.ts'
import { localDay } from '../domain/time-zone.ts'
import { postMail } from '../mail/outbox.ts'
import type { Collected } from '../pages/dunning-mail.ts'
import type { InvoiceInHand } from '../ports/collection-store.ts'
import type { Stores } from '../ports/database.ts'
import type { Mail } from '../ports/mailer.ts'
import type { Services } from '../ports/services.ts'
import type { DueContext } from './due-context.ts'
import { settleScheduledOrders } from './scheduled-orders.ts'

/** Ends the subscriptions whose offer says so after the last try; what is open stays owed. Answers what it changed. */
export async function endAfterDunning(
  context: DueContext,
  stores: Pick<Stores, 'orders' | 'events'>,
  { subscriptions }: InvoiceInHand,
): Promise<readonly Change[]> {
  const ending = subscriptions.filter(
    ({ status, dunning }) => dunning?.end === 'cancel' && (status === 'active' || status === 'pending'),
  )
  const all: Change[] = []
  for (const subscription of ending) all.push(...(await end(context, stores, subscription)))
  return all
}

async function end(
  context: DueContext,
  stores: Pick<Stores, 'orders' | 'events'>,
  { id, timeZone }: Subscription,
) {
  const { at } = context
  const today = localDay(at, timeZone)
  const before = await stores.orders.loadSubscription(id, addDays(today, -1))
  const changes: readonly Change[] = [
    { kind: 'set_cancel_date', subscriptionId: id, cancelOn: today },
    { kind: 'end_subscription', subscriptionId: id, status: 'cancelled', endOn: today },
  ]
  const after = fold(before, changes)
  await stores.orders.saveState(before, after, at)
  await settleScheduledOrders(context, stores, { before, after })
  return changes
}

/** An invoice as its buyer knows it. */
export function collectedOf(
  services: Pick<Services, 'settings'>,
  { invoice, subscriptions, customer }: Pick<InvoiceInHand, 'invoice' | 'subscriptions' | 'customer'>,
): Collected {
  const name = subscriptions.map((subscription) => subscription.name).join(', ')
  return { invoice, name, customer, country: subscriptions[0]?.country, settings: services.settings() }
}

/** By mail, where there is an address; in the transaction that says the same. */
export async function tellBuyer(
  { at }: DueContext,
  stores: Pick<Stores, 'mails' | 'queue'>,
  {
    inHand: { customer },
    key,
    mail,
  }: {
    readonly inHand: InvoiceInHand
    /** The same key is sent once. */
    readonly key: string
    readonly mail: Pick<Mail, 'subject' | 'text' | 'html'>
  },
): Promise<void> {
  if (customer.email === undefined) return
  await postMail(stores, { key, to: customer.email, ...mail }, at)
}
