import { addDays, addInterval, laterOf } from './calendar.ts'
import { carryOut } from './carry-out.ts'
import type { Change } from './change.ts'
import { entriesBetween } from './charge-lines.ts'
import { asItWillBe, rescheduled, taxesOf } from './charge-now.ts'
import { balanceChanges, inSteps } from './credits.ts'
import type { CustomerState } from './customer-state.ts'
import type { IdSource } from './id.ts'
import type { Invoice } from './invoice.ts'
import { makeInvoice } from './invoicing.ts'
import type { Offer } from './offer.ts'
import { type RenewalOffers, renewalToCome } from './renewal.ts'
import {
  chargesEndOn,
  maxUpcomingEntries,
  runningCharges,
  scheduleAhead,
  toSchedule,
  upcomingSchedules,
} from './schedule.ts'
import { taxedEntries, taxedTogether } from './schedule-tax.ts'
import type { Schedule, Subscription } from './subscription.ts'
import type { Taxes, TaxRate } from './tax.ts'
import { hasEnded, renewals, termChanges } from './terms.ts'
import type { Instant, LocalDate } from './time.ts'
import { localDay } from './time-zone.ts'

export interface DueFacts {
  readonly at: Instant
  /** Seeded by the subscription, so that the same day of it always names the same things. */
  readonly ids: IdSource
  readonly invoiceTermDays: number
  readonly taxRates: readonly TaxRate[]
  /** What a renewal of today brings, by `offerKey`, and what that renews as; read where one is due. */
  readonly heldOffers?: ReadonlyMap<string, Offer>
  readonly renewalOffers?: RenewalOffers
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
  const day = nextTurn(state, subscription, today)
  const { changes, after } = inSteps(state, [
    () => activation(subscription, day),
    (now) => billing(now, { subscription, day, today, facts }),
    () => renewals(subscription, addDays(day, -1)),
    (now) => changesOf(now, { subscription, day, facts }),
    (now) => useBalance(now, { known: state.invoices, today }),
    (now) => now.subscriptions.flatMap((held) => termChanges(held, day)),
  ])
  return day === today ? changes : [...changes, ...planDue(after, facts)]
}

/**
 * Time stops on the first day by today on which offers change or the subscription ends: however long nobody looked, what came
 * before that day is charged as it was, and what came after as it has been since.
 */
function nextTurn(
  { pendingChanges }: CustomerState,
  subscription: Subscription,
  today: LocalDate,
): LocalDate {
  const days = pendingChanges.filter(({ status }) => status === 'pending').map((change) => change.effectiveOn)
  return [...days, chargesEndOn(subscription) ?? today, today].sort()[0] ?? today
}

/** Changes whose day this is, and what is to come after them. */
function changesOf(
  state: CustomerState,
  { subscription, day, facts }: { subscription: Subscription; day: LocalDate; facts: DueFacts },
): readonly Change[] {
  const { ids, at } = facts
  const { cancelOn } = subscription
  // What is cancelled does not renew.
  const changing = state.pendingChanges.filter(
    ({ status, effectiveOn, automatic }) =>
      status === 'pending' &&
      effectiveOn <= day &&
      !(automatic && cancelOn !== undefined && effectiveOn >= cancelOn),
  )
  if (changing.length === 0) return []
  return inSteps(state, [
    ...changing.map(
      (pending) => (now: CustomerState) =>
        carryOut(now, pending, { subscription, ids, at, orderId: undefined }),
    ),
    (now) => (changing.some(({ automatic }) => automatic) ? nextRenewal(now, day, facts) : []),
    (now) => rescheduled(now, { ...facts, subscriptionId: subscription.id, today: day }),
  ]).changes
}

/** What it renews as when the term that has just begun ends. */
function nextRenewal(
  state: CustomerState,
  today: LocalDate,
  { ids, heldOffers = new Map(), renewalOffers = new Map() }: DueFacts,
): readonly Change[] {
  return state.subscriptions.flatMap((held) =>
    renewalToCome(state, held, { ids, orderId: held.orderId, today, heldOffers, renewalOffers }),
  )
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

/** Entries due by a day become one invoice, and the months ahead are written down. */
function billing(state: CustomerState, { subscription, day, today, facts }: Due): readonly Change[] {
  const pending = state.schedules
    .filter((entry) => entry.status === 'pending')
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  if (pending[0] === undefined || pending[0].dueOn > day) return []
  const taxes = taxesOf(state, subscription, facts.taxRates)
  const added = entriesToAdd(state, { subscription, pending, day, today, facts, taxes })
  const written = asTaxedToday({ pending, added, today: day, taxes })
  const due = [...written.pending, ...written.added].filter((entry) => entry.dueOn <= day)
  const invoice = invoiceFor(due, { state, subscription, day, today, facts, taxes })
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
  /** Up to here it is carried forward. */
  readonly day: LocalDate
  readonly today: LocalDate
  readonly facts: DueFacts
}

interface TaxedDue extends Due {
  readonly taxes: Taxes
}

/** Entries that were never written down because time moved past the last one, then those of the months ahead. */
function entriesToAdd(
  state: CustomerState,
  { subscription: held, pending, day, facts, taxes }: TaxedDue & { readonly pending: readonly Schedule[] },
): readonly Schedule[] {
  const offers = state.subscriptionOffers
  // A term that is renewed by hand is charged beyond its end; one that a change makes the last is not.
  const subscription = asItWillBe(held, state)
  const { ids } = facts
  const last = pending.at(-1)?.dueOn ?? day
  const missed = entriesBetween(runningCharges(offers), {
    after: last,
    until: day,
    endOn: chargesEndOn(subscription),
  }).map((entry) => toSchedule(entry, { subscription, ids, taxes }))
  const ahead = pending.filter((entry) => entry.dueOn > day).length
  const upcoming = upcomingSchedules(offers, {
    subscription,
    ids,
    taxes,
    today: day,
    after: laterOf(last, day),
    atMost: maxUpcomingEntries - ahead,
  })
  const until = addInterval(day, scheduleAhead)
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
