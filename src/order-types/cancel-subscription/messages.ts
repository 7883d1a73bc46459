import { addDays } from '../../domain/calendar.ts'
import type { Message } from '../../domain/changeset.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import { exactSum } from '../../domain/money.ts'
import type { CancelSubscription } from '../../domain/order.ts'
import type { PendingChange } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { creditUnused } from '../../domain/unused-days.ts'
import { dayInWords, moneyInWords } from '../../domain/words.ts'

interface Cancellation {
  readonly before: CustomerState
  readonly today: LocalDate
  readonly on: LocalDate
  /** Changes to come that go with it. */
  readonly withdrawn: readonly PendingChange[]
}

/** What happens today, until when it stays, what becomes of what is paid and not used, and what does not happen any more. */
export function cancellationMessages(
  { settle }: CancelSubscription,
  cancellation: Cancellation,
): readonly Message[] {
  return [
    endMessage(cancellation),
    ...unusedMessages(settle, cancellation),
    ...cancellation.withdrawn.map(({ effectiveOn, summary }) =>
      note('change_withdrawn', `What was to come on ${dayInWords(effectiveOn)} does not happen: ${summary}`),
    ),
  ]
}

/** The same cancellation is asked for again. */
export function cancelsAlready(on: LocalDate): Message {
  return note(
    'cancellation_stands',
    `The subscription is set to end already; it stays as it is until ${dayInWords(addDays(on, -1))}.`,
  )
}

function endMessage({ before, today, on }: Cancellation): Message {
  if (on > today)
    return note(
      'cancellation_scheduled',
      `The subscription stays as it is until ${dayInWords(addDays(on, -1))} and ends then.`,
    )
  const starts = before.subscriptions[0]?.status === 'pending'
  return note(
    'ends_today',
    starts
      ? 'The subscription ends today, before it began. Nothing is charged.'
      : 'The subscription ends today. Nothing more is charged.',
  )
}

/** A credit of today is told with what the order gives back; this is what is kept, and what a later day will bring. */
function unusedMessages(
  settle: CancelSubscription['settle'],
  { before, today, on }: Cancellation,
): readonly Message[] {
  const amount = unusedBy(before, on)
  const money = moneyInWords(amount, before.subscriptions[0]?.currency ?? '')
  if (settle === 'none')
    return amount === 0
      ? []
      : [note('unused_is_kept', `${money} is charged for days after the end; nothing of it goes back.`)]
  if (on <= today) return []
  const goes = settle === 'credit' ? 'is credited' : 'goes back to where it was paid from'
  return [
    note(
      'settled_at_the_end',
      amount === 0
        ? `What is paid and not used on ${dayInWords(on)} ${goes}; as things stand that is nothing.`
        : `What is paid and not used on ${dayInWords(on)} ${goes}: ${money} as things stand.`,
    ),
  ]
}

/** What is charged for days from `on`: on the invoices that there are, and on those that are due before; minor units, with tax. */
function unusedBy({ invoices, schedules, subscriptionOffers }: CustomerState, on: LocalDate): number {
  const toCome = schedules
    .filter(({ status, dueOn }) => status === 'pending' && dueOn < on)
    .map(({ id, dueAt, lines }) => ({
      id,
      issuedAt: dueAt,
      lines: lines.map((line, n) => ({ ...line, id: `${id}/${n}` })),
    }))
  const credits = creditUnused(
    { invoices: [...invoices, ...toCome] },
    { on, subscriptionOfferIds: new Set(subscriptionOffers.map(({ id }) => id)) },
  )
  return exactSum(credits.map(({ amount, tax }) => amount + tax))
}

function note(code: string, text: string): Message {
  return { level: 'info', code, text }
}
