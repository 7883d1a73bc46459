import { addDays } from './calendar.ts'
import type { Change } from './change.ts'
import type { Effect } from './changeset.ts'
import type { ChargeLine } from './charge.ts'
import { entriesBetween } from './charge-lines.ts'
import { balanceChanges, inSteps } from './credits.ts'
import type { CustomerState } from './customer-state.ts'
import type { IdSource } from './id.ts'
import { makeInvoice } from './invoicing.ts'
import { maxUpcomingEntries, runningCharges, upcomingSchedules } from './schedule.ts'
import type { Subscription } from './subscription.ts'
import { placeOf, type Taxes, type TaxRate } from './tax.ts'
import type { Instant, LocalDate } from './time.ts'

export interface ChargeInput {
  readonly subscription: Subscription
  readonly ids: IdSource
  readonly orderId: string
  readonly at: Instant
  readonly today: LocalDate
  readonly invoiceTermDays: number
  readonly taxRates: readonly TaxRate[]
  /** Names the invoice inside its id source. */
  readonly key?: string
}

/** One invoice over what an order on a subscription charges today, lowered by the owner's balance. No lines, no changes. */
export function chargeNow(
  state: CustomerState,
  lines: readonly ChargeLine[],
  { subscription, today, key = 'invoice', ...input }: ChargeInput,
): readonly Change[] {
  if (lines.length === 0) return []
  const invoice = makeInvoice({
    ids: input.ids,
    key,
    ownerId: subscription.ownerId,
    customerId: subscription.customerId,
    orderId: input.orderId,
    currency: subscription.currency,
    paymentType: subscription.payment.type,
    at: input.at,
    issuedOn: today,
    termDays: input.invoiceTermDays,
    billTo: {
      customer: state.customers[0]?.details ?? {},
      address: state.addresses.find(({ relationship }) => relationship === 'billing')?.address,
    },
    lines,
    taxes: taxesOf(state, subscription, input.taxRates),
  })
  return inSteps(state, [
    () => [{ kind: 'issue_invoice', invoice }],
    (now) => balanceChanges(now, invoice.id, today),
  ]).changes
}

/** The taxes of a subscription: those of the place where its customer is now. */
export function taxesOf(
  { addresses }: Pick<CustomerState, 'addresses'>,
  { country, customerId }: Pick<Subscription, 'country' | 'customerId'>,
  rates: readonly TaxRate[],
): Taxes {
  const own = addresses.filter((address) => address.customerId === customerId)
  return { rates, place: placeOf(own, country) }
}

/** What these subscription offers of a state charge on this very day, before tax. */
export function linesOfToday(
  state: CustomerState,
  subscriptionOfferIds: readonly string[],
  today: LocalDate,
): readonly ChargeLine[] {
  const ids = new Set(subscriptionOfferIds)
  // What is charged once is over already when it is charged.
  const offers = state.subscriptionOffers.map((offer) =>
    ids.has(offer.id) ? { ...offer, status: 'active' as const } : offer,
  )
  const charges = runningCharges(offers).filter(({ subscriptionOfferId }) => ids.has(subscriptionOfferId))
  const entries = entriesBetween(charges, { after: addDays(today, -1), until: today, endOn: undefined })
  return entries.flatMap((entry) => entry.lines)
}

/** The money an order must collect: what its invoices still ask for, where they are not paid later. */
export function collectEffects(
  after: CustomerState,
  { orderId, subscription }: Pick<ChargeInput, 'orderId' | 'subscription'>,
): readonly Effect[] {
  const amount = after.invoices
    .filter((invoice) => invoice.orderId === orderId && invoice.paymentType === 'card')
    .reduce((sum, invoice) => sum + invoice.balance, 0)
  if (amount === 0) return []
  return [{ kind: 'collect_payment', when: 'before', amount, currency: subscription.currency }]
}

/** Writes down anew what comes after today, as the subscription's offers and its changes to come have it now. */
export function rescheduled(
  state: CustomerState,
  {
    subscriptionId,
    ids,
    today,
    taxRates,
  }: {
    readonly subscriptionId: string
    readonly ids: IdSource
    readonly today: LocalDate
    readonly taxRates: readonly TaxRate[]
  },
): readonly Change[] {
  const held = state.subscriptions.find(({ id }) => id === subscriptionId)
  if (held === undefined) return []
  const subscription = asItWillBe(held, state)
  const waiting = held.status === 'pending' && held.startOn > today
  const after = waiting ? addDays(held.startOn, -1) : today
  const schedules = upcomingSchedules(state.subscriptionOffers, {
    subscription,
    ids,
    taxes: taxesOf(state, held, taxRates),
    today,
    after,
    atMost: maxUpcomingEntries,
  })
  return [{ kind: 'reschedule', subscriptionId, after: today, schedules }]
}

/** With the term that its changes to come will give it: that says how long it is charged. */
export function asItWillBe(held: Subscription, { pendingChanges }: CustomerState): Subscription {
  let subscription = held
  const toCome = pendingChanges
    .filter(({ status }) => status === 'pending')
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))
  for (const { becomes } of toCome) subscription = { ...subscription, ...becomes }
  return subscription
}
