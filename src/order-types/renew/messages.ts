import { addDays } from '../../domain/calendar.ts'
import type { Message } from '../../domain/changeset.ts'
import type { SubscriptionOffer } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { dayInWords } from '../../domain/words.ts'
import type { RenewedTerm } from './term.ts'

/** When the new term begins and ends, what stays until then, what ends with the old one. */
export function renewalMessages(
  { base, offer, subscription, today, on }: RenewedTerm,
  {
    termEndOn,
    ends,
  }: { readonly termEndOn: LocalDate | undefined; readonly ends: readonly SubscriptionOffer[] },
): readonly Message[] {
  const until = termEndOn === undefined ? 'without an end' : `until ${dayInWords(addDays(termEndOn, -1))}`
  const renewal =
    on <= today
      ? note('renewed_today', `${offer.displayName} runs again from today, ${until}.`)
      : note(
          'renewal_scheduled',
          `${base.name} stays until ${dayInWords(addDays(on, -1))}; on ${dayInWords(on)} a new term of ${offer.displayName} begins, ${until}.`,
        )
  return [
    renewal,
    ...ends
      .filter(({ subtype }) => subtype === 'add_on')
      .map(({ name }) =>
        note('add_on_ends', `${name} ends on ${dayInWords(on)}: ${offer.displayName} does not allow it.`),
      ),
    ...(subscription.cancelOn === undefined
      ? []
      : [
          note(
            'cancellation_withdrawn',
            `The cancellation on ${dayInWords(subscription.cancelOn)} is taken back.`,
          ),
        ]),
  ]
}

function note(code: string, text: string): Message {
  return { level: code === 'add_on_ends' ? 'warning' : 'info', code, text }
}
