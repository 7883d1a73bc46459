import type { Change, ChangeOf } from './change.ts'
import type { Changeset } from './changeset.ts'
import type { Charge, ChargeLine } from './charge.ts'
import { applicationsOf } from './invoice.ts'
import { toDecimal } from './money.ts'
import type { Schedule, SubscriptionOffer } from './subscription.ts'

/**
 * What a preview promises, as lines `name: value` in a fixed order: order type, offers and versions, quantities, amounts,
 * taxes, currency and calendar dates. Never ids, instants or texts, and nothing that only the means of payment decides.
 * Equal texts are equal promises; a hash of it is the fingerprint.
 */
export function fingerprintText(order: { readonly type: string }, changeset: Changeset): string {
  const { currency, effectiveOn, changes } = changeset
  const lines = [`order type: ${order.type}`, `currency: ${currency}`, `effective date: ${effectiveOn}`]
  const seen: Record<string, number> = {}
  for (const change of changes) {
    const n = (seen[change.kind] ?? 0) + 1
    seen[change.kind] = n
    lines.push(...linesOf(change, n, currency))
  }
  return [...lines, ...paidLines(changeset)].join('\n')
}

/** What is collected for earlier invoices, or was paid for them elsewhere: the order's own say what they ask for themselves. */
function paidLines({ changes, effects, currency }: Changeset): readonly string[] {
  const collected = effects.flatMap((effect) =>
    effect.kind === 'collect_payment' ? (effect.pays ?? []) : [],
  )
  const own = new Set(
    changes.flatMap((change) => (change.kind === 'issue_invoice' ? [change.invoice.id] : [])),
  )
  const recorded = changes
    .flatMap((change) => (change.kind === 'record_payment' ? applicationsOf(change.payment) : []))
    .filter(({ invoiceId }) => !own.has(invoiceId))
  return [
    ...collected.map(
      ({ amount }, index) => `collected for invoice ${index + 1}: ${toDecimal(amount, currency)}`,
    ),
    ...recorded.map(({ amount }, index) => `paid of invoice ${index + 1}: ${toDecimal(amount, currency)}`),
  ]
}

/** One line in which two promises differ; absent on the side that does not have it. */
export interface Difference {
  readonly line: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Every line in which two fingerprint texts differ; against a text that is not known, every line there is. */
export function differences(before: string | undefined, after: string): readonly Difference[] {
  const was = before === undefined ? new Map<string, string>() : toEntries(before)
  const is = toEntries(after)
  const names = new Set([...was.keys(), ...is.keys()])
  return [...names]
    .map((line) => ({ line, before: was.get(line), after: is.get(line) }))
    .filter((difference) => difference.before !== difference.after)
}

/** Did nothing but dates move, as when local midnight passes between two tries? No amount, quantity or version may differ. */
export function onlyDatesMoved(before: string, after: string): boolean {
  return differences(before, after).every(({ line }) => line.endsWith(' date') || line.endsWith(' dates'))
}

function toEntries(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
}

function linesOf(change: Change, n: number, currency: string): readonly string[] {
  switch (change.kind) {
    case 'start_subscription':
      return subscriptionLines(change, n, currency)
    case 'issue_invoice':
      return change.invoice.lines.flatMap((line, index) =>
        chargeLineLines(line, `invoice ${n}, line ${index + 1}`, currency),
      )
    case 'claim_gift':
      return [
        `${giftName(n)}, start date: ${change.subscription.startOn}`,
        `${giftName(n)}, term dates: ${change.subscription.termStartOn} to ${change.subscription.termEndOn ?? 'open'}`,
      ]
    case 'refund_gift':
      return [`${giftName(n)}: paid back`]
    case 'extend_schedule':
      return change.schedules.map(
        (entry, index) => `extension ${n}, entry ${index + 1}, dates: ${entryOf(entry)}`,
      )
    case 'set_cancel_date':
      return [`cancel date: ${change.cancelOn ?? 'none'}`]
    case 'end_subscription':
      return [`end ${change.status} date: ${change.endOn}`]
    case 'schedule_change':
      return scheduledLines(change, n, currency)
    case 'reschedule':
      return change.schedules.map(
        (entry, index) => `schedule ${n}, entry ${index + 1}, dates: ${entryOf(entry)}`,
      )
    case 'issue_credit_memo':
      return change.creditMemo.lines.flatMap((line, index) =>
        chargeLineLines(line, `credit memo ${n}, line ${index + 1}`, currency),
      )
    case 'apply_credit':
      return [`credit ${n} used: ${toDecimal(change.amount, currency)}`]
    case 'request_refund':
      return [`refund ${n}: ${toDecimal(change.refund.amount, currency)}`]
    case 'withdraw_change':
    case 'carry_out_change':
      return [`${change.kind} ${n}: yes`]
    case 'renew_term':
      return [`term dates: ${change.termStartOn} to ${change.termEndOn ?? 'open'}`]
    // People, means of payment, and what follows from the lines above.
    case 'change_customer':
    case 'put_address':
    case 'note_cancel_intent':
    case 'add_customer':
    case 'add_address':
    case 'add_payment_method':
    case 'record_payment':
    case 'invoice_schedule':
    case 'activate_subscription':
    case 'use_promo_code':
    case 'set_past_due':
    case 'set_payment':
    case 'settle_refund':
    case 'deliver_gift':
    case 'make_gift':
    case 'set_default_method':
    case 'delete_payment_method':
      return []
  }
}

const giftName = (n: number) => `gift ${n}`

function subscriptionLines(
  { subscription, offers, schedules }: ChangeOf<'start_subscription'>,
  n: number,
  currency: string,
): readonly string[] {
  const name = `subscription ${n}`
  const pending = schedules.filter((entry) => entry.status === 'pending')
  return [
    `${name}, start date: ${subscription.startOn}`,
    `${name}, term dates: ${subscription.termStartOn} to ${subscription.termEndOn ?? 'open'}`,
    ...offers.flatMap((offer, index) => offerLines(offer, `${name}, offer ${index + 1}`, currency)),
    // Amounts to come follow from the charges; how many entries fit into the months ahead is a matter of dates.
    ...pending.map((entry, index) => `${name}, entry ${index + 1}, dates: ${entryOf(entry)}`),
  ]
}

function offerLines(
  { offer, quantity, charges, discount, startOn, endOn }: SubscriptionOffer,
  name: string,
  currency: string,
) {
  return [
    `${name}: ${offer.id}@${offer.version} × ${quantity}`,
    ...(discount === undefined
      ? []
      : [
          `${name}, discount: ${discount.percentage ?? 0} millionths and ${toDecimal(discount.amount ?? 0, currency)}`,
          `${name}, discount dates: ${startOn} to ${endOn ?? 'open'}`,
        ]),
    ...charges.flatMap((charge, at) => chargeLines(charge, `${name}, charge ${at + 1}`, currency)),
  ]
}

function scheduledLines(
  { pendingChange, offers }: ChangeOf<'schedule_change'>,
  n: number,
  currency: string,
): readonly string[] {
  const name = `change ${n}`
  const { becomes } = pendingChange
  return [
    `${name}, effective date: ${pendingChange.effectiveOn}`,
    `${name}, ends: ${pendingChange.ends.length}`,
    ...(becomes?.termStartOn === undefined
      ? []
      : [`${name}, term dates: ${becomes.termStartOn} to ${becomes.termEndOn ?? 'open'}`]),
    ...offers.flatMap((offer, index) => offerLines(offer, `${name}, offer ${index + 1}`, currency)),
  ]
}

function chargeLines(charge: Charge, name: string, currency: string): readonly string[] {
  const { interval, periods } = charge
  const often = interval === undefined ? 'once' : `every ${interval.count} ${interval.unit}`
  const long = periods === undefined ? '' : `, ${periods} times`
  return [
    `${name}: ${toDecimal(charge.unitAmount, currency)} × ${charge.quantity} ${often}${long}`,
    `${name}, first date: ${charge.anchorOn}`,
  ]
}

function chargeLineLines(line: ChargeLine, name: string, currency: string): readonly string[] {
  const amount = toDecimal(line.amount, currency)
  return [
    `${name}: ${amount} for ${line.quantity} and tax ${toDecimal(line.tax, currency)}`,
    `${name}, service dates: ${line.serviceStartOn} to ${line.serviceEndOn}`,
  ]
}

function entryOf({ dueOn, amount, tax, currency }: Schedule): string {
  return `${dueOn} ${toDecimal(amount, currency)} and tax ${toDecimal(tax, currency)}`
}
