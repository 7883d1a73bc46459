import { addDays } from '../../domain/calendar.ts'
import type { Message } from '../../domain/changeset.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { dayInWords } from '../../domain/words.ts'

/** From when a discount holds, and what stays until then. */
export function beginning(name: string, on: LocalDate, today: LocalDate): Message {
  return on <= today
    ? {
        level: 'info',
        code: 'from_next_charge',
        text: `${name} holds from the next charge on; what is invoiced already stays as it is.`,
      }
    : {
        level: 'info',
        code: 'change_scheduled',
        text: `Until ${dayInWords(addDays(on, -1))} it stays as it is; ${name} holds from ${dayInWords(on)} on.`,
      }
}

/** What becomes of a cancellation that was to come. */
export function takenBack({ cancelOn }: Pick<Subscription, 'cancelOn'>): readonly Message[] {
  if (cancelOn === undefined) return []
  return [
    {
      level: 'info',
      code: 'cancellation_withdrawn',
      text: `The cancellation on ${dayInWords(cancelOn)} is taken back.`,
    },
  ]
}
