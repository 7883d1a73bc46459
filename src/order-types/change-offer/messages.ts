import { addDays } from '../../domain/calendar.ts'
import type { Message } from '../../domain/changeset.ts'
import type { SubscriptionOffer } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { dayInWords } from '../../domain/words.ts'

export interface ChangeInWords {
  readonly from: SubscriptionOffer
  readonly to: string
  readonly today: LocalDate
  readonly on: LocalDate
  readonly ends: readonly SubscriptionOffer[]
  /** Set to be cancelled on this day until now. */
  readonly cancelOn: LocalDate | undefined
}

/** What happens today, on which day, and what stays until then; what ends along with it, what is taken back. */
export function changeMessages({ from, to, today, on, ends, cancelOn }: ChangeInWords): readonly Message[] {
  const change: Message =
    on <= today
      ? { level: 'info', code: 'changes_today', text: `${to} takes the place of ${from.name} today.` }
      : {
          level: 'info',
          code: 'change_scheduled',
          text: `${from.name} stays until ${dayInWords(addDays(on, -1))}; on ${dayInWords(on)} ${to} takes its place.`,
        }
  return [
    change,
    ...ends
      .filter((offer) => offer !== from)
      .map(
        ({ name, subtype }): Message => ({
          level: 'warning',
          code: subtype === 'discount' ? 'discount_ends' : 'add_on_ends',
          text:
            subtype === 'discount'
              ? `${name} ends on ${dayInWords(on)}, with what it was for.`
              : `${name} ends on ${dayInWords(on)}: ${to} does not allow it.`,
        }),
      ),
    ...(cancelOn === undefined
      ? []
      : [
          {
            level: 'info' as const,
            code: 'cancellation_withdrawn',
            text: `The cancellation on ${dayInWords(cancelOn)} is taken back.`,
          },
        ]),
  ]
}
