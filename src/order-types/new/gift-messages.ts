import type { Message } from '../../domain/changeset.ts'
import type { LocalDate } from '../../domain/time.ts'
import { dayInWords, lengthInWords } from '../../domain/words.ts'
import type { Giving } from './gift-wish.ts'
import type { GivenSubscription } from './give-subscription.ts'

/** What the buyer of a gift should know: it waits, for how long it is given, and how it gets to its recipient. */
export function giftMessages(
  { start: { subscription } }: GivenSubscription,
  { deliverOn }: Giving,
  today: LocalDate,
): readonly Message[] {
  const { name, term } = subscription
  const length = term === undefined ? 'has no end' : `lasts ${lengthInWords(term.length)} from then`
  return [
    note('gift', `${name} is a gift: it is paid in full today, starts when it is claimed and ${length}.`),
    note('gift_delivery', deliveryInWords(deliverOn, today)),
  ]
}

function deliveryInWords(deliverOn: LocalDate | undefined, today: LocalDate): string {
  if (deliverOn === undefined) return 'The buyer gets the code and the claim link, to hand them over.'
  const when = deliverOn === today ? 'today' : `on ${dayInWords(deliverOn)}`
  return `The recipient is sent the code and the claim link ${when}.`
}

function note(code: string, text: string): Message {
  return { level: 'info', code, text }
}
