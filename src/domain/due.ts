import { addDays, addInterval } from './calendar.ts'
import { carryOut } from './carry-out.ts'
import type { Change } from './change.ts'
import { entriesBetween } from './charge-lines.ts'
import { asItWillBe, rescheduled, taxesOf } from './charge-now.ts'
import { balanceChanges, inSteps } from './credits.ts'
import type { CustomerState } from './customer-state.ts'
import type { IdSource } from './id.ts'
import type { Invoice } from './invoice.ts'
import { makeInvoice } from './invoicing.ts'
import {
  chargesEndOn,
  maxUpcomingEntries,
  runningCharges,
  scheduleAhead,
  toSchedule,
  upcomingSchedules,
} from './schedule.ts'
import { taxedEntries, taxedTogether } from './schedule-tax.ts'
import type { PendingChange, Schedule, Subscription } from './subscription.ts'
import type { Taxes, TaxRate } from './tax.ts'
import { hasEnded, termChanges } from './terms.ts'
import type { Instant, LocalDate } from './time.ts'
import { localDay } from './time-zone.ts'

export interface DueFacts {
  readonly at: Instant
  /** Seeded by the subscription, so that the same day of it always names the same things. */
  readonly ids: IdSource
  readonly invoiceTermDays: number
  readonly taxRates: readonly TaxRate[]
}

/**
 * What time has brought about on the one subscription of this state (with its people, offers, entitlements and pending
 * schedule): a pending one becomes active on its day, all entries due by today become one invoice, the schedule is written
 * down anew for the twelve months ahead, changes whose day has come are carried out, the balance is used, terms renew, and what is cancelled or does not renew ends. Nothing due, no changes;
 * asked twice, the second time there is nothing.
 */
export function planDue(state: CustomerState, facts: DueFacts): readonly Change[] {
  const subscription = state.subscriptions[0]
  if (subscription === undefined) return []
  if (subscription.status !== 'pending' && subscription.status !== 'active') return []
  const today = localDay(facts.at, subscription.timeZone)
  const changing = dueChanges(state, today)
  return inSteps(state, [
    () => activation(subscription, today),
    (now) => billing(now, { subscription, today, facts }),
    ...changing.map(
      (pending) => (now: CustomerState) =>
        carryOut(now, pending, { subscription, ids: facts.ids, at: facts.at, orderId: undefined }),
    ),
    (now) =>
      changing.length > 0 ? rescheduled(now, { ...facts, subscriptionId: subscription.id, today }) : [],
    (now) => useBalance(now, { known: state.invoices, today }),
    (now) => now.subscriptions.flatMap((held) => termChanges(held, today)),
  ]).changes
}

/** Changes whose day has come, in the order of their days. */
function dueChanges({ pendingChanges }: CustomerState, today: LocalDate): readonly PendingChange[] {
  return pendingChanges
    .filter(({ status, effectiveOn }) => status === 'pending' && effectiveOn <= today)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))
}

/** What was invoiced just now is paid out of the owner's balance as far as that goes. */
function useBalance(
  state: CustomerState,
  { known, today }: { readonly known: readonly Invoice[]; readonly today: LocalDate },
): readonly Change[] {
  const before = new Set(known.map(({ id }) => id))
  return inSteps(
    state,
    state.invoices
      .filter(({ id, balance }) => !before.has(id) && balance > 0)
      .map(
        ({ id }) =>
          (now: CustomerState) =>
            balanceChanges(now, id, today),
      ),
  ).changes
}

function activation(subscription: Subscription, today: LocalDate): readonly Change[] {
  const begins = subscription.status === 'pending' && subscription.startOn <= today
  if (!begins || hasEnded(subscription, subscription.startOn)) return []
  return [{ kind: 'activate_subscription', subscriptionId: subscription.id }]
}

/** Entries due by today become one invoice, and the months ahead are written down. */
function billing(state: CustomerState, { subscription, today, facts }: Due): readonly Change[] {
  const pending = state.schedules
    .filter((entry) => entry.status === 'pending')
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  if (pending[0] === undefined || pending[0].dueOn > today) return []
  const taxes = taxesOf(state, subscription, facts.taxRates)
  const added = entriesToAdd(state, { subscription, pending, today, facts, taxes })
  const written = asTaxedToday({ pending, added, today, taxes })
  const due = [...written.pending, ...written.added].filter((entry) => entry.dueOn <= today)
  const invoice = invoiceFor(due, { state, subscription, today, facts, taxes })
  return [
    ...rewritten(pending, written.pending),
    ...(added.length > 0 ? [{ kind: 'extend_schedule' as const, schedules: written.added }] : []),
    { kind: 'issue_invoice', invoice },
    { kind: 'invoice_schedule', scheduleIds: due.map((entry) => entry.id), invoiceId: invoice.id },
  ]
}

interface Written {
  readonly pending: readonly Schedule[]
  readonly added: readonly Schedule[]
}

/** What becomes the invoice is taxed as one total, each entry to come for itself; rates or the buyer's place may have changed. */
function asTaxedToday({
  pending,
  added,
  today,
  taxes,
}: Written & { today: LocalDate; taxes: Taxes }): Written {
  const isDue = (entry: Schedule) => entry.dueOn <= today
  const due = taxedTogether([...pending.filter(isDue), ...added.filter(isDue)], taxes)
  const later = taxedEntries(
    [...pending, ...added].filter((entry) => !isDue(entry)),
    taxes,
  )
  const now = new Map([...due, ...later].map((entry) => [entry.id, entry]))
  const written = (entry: Schedule) => now.get(entry.id) ?? entry
  return { pending: pending.map(written), added: added.map(written) }
}

/** The entries written down before, where their tax is another now. */
function rewritten(before: readonly Schedule[], now: readonly Schedule[]): readonly Change[] {
  const [first] = now
  if (first === undefined || now.every((entry, index) => entry === before[index])) return []
  const { subscriptionId } = first
  return [{ kind: 'reschedule', subscriptionId, after: addDays(first.dueOn, -1), schedules: now }]
}

interface Due {
  readonly subscription: Subscription
  readonly today: LocalDate
  readonly facts: DueFacts
}

interface TaxedDue extends Due {
  readonly taxes: Taxes
}

/** Entries that were never written down because time moved past the last one, then those of the months ahead. */
function entriesToAdd(
  state: CustomerState,
  { subscription, pending, today, facts, taxes }: TaxedDue & { readonly pending: readonly Schedule[] },
): readonly Schedule[] {
  const offers = state.subscriptionOffers
  const { ids } = facts
  const last = pending.at(-1)?.dueOn ?? today
  // A term that is renewed by hand is charged beyond its end.
  const renewed = asItWillBe(subscription, state)
  const missed = entriesBetween(runningCharges(offers), {
    after: last,
    until: today,
    endOn: chargesEndOn(renewed),
  }).map((entry) => toSchedule(entry, { subscription, ids, taxes }))
  const ahead = pending.filter((entry) => entry.dueOn > today).length
  const upcoming = upcomingSchedules(offers, {
    subscription: renewed,
    ids,
    taxes,
    today,
    after: last > today ? last : today,
    atMost: maxUpcomingEntries - ahead,
  })
  const until = addInterval(today, scheduleAhead)
  return [...missed, ...upcoming.filter((entry) => ahead === 0 || entry.dueOn <= until)]
}

function invoiceFor(
  due: readonly Schedule[],
  { state, subscription, today, facts, taxes }: TaxedDue & { readonly state: CustomerState },
): Invoice {
  return makeInvoice({
    ids: facts.ids,
    key: `invoice/${subscription.id}/${due[0]?.dueOn ?? today}`,
    ownerId: subscription.ownerId,
    customerId: subscription.customerId,
    // It belongs to the subscription; the order has been settled.
    orderId: undefined,
    currency: subscription.currency,
    paymentType: subscription.payment.type,
    at: facts.at,
    issuedOn: today,
    termDays: facts.invoiceTermDays,
    billTo: {
      customer: state.customers[0]?.details ?? {},
      address: state.addresses.find(({ relationship }) => relationship === 'billing')?.address,
    },
    lines: due.flatMap((entry) => entry.lines),
    taxes,
  })
}
