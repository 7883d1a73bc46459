import type { Message } from '../../domain/changeset.ts'
import type { Facts, HeldProduct } from '../../domain/facts.ts'
import type { LocalDate } from '../../domain/time.ts'
import { dayInWords } from '../../domain/words.ts'

/** When a claimed gift starts, and why then. */
export interface GiftStart {
  readonly startOn: LocalDate
  readonly messages: readonly Message[]
}

/**
 * Today; or, where its owner holds the product already and gifts queue, on the day after that ends. What may be held only once
 * queues whatever the setting says. Behind what has no end nothing can queue: then both run.
 */
export function giftStart(
  { heldAlready, settings, heldOffers }: Pick<Facts, 'heldAlready' | 'settings' | 'heldOffers'>,
  today: LocalDate,
): GiftStart {
  const onlyOnce = [...heldOffers.values()].some(({ blockMultiple }) => blockMultiple)
  const queues = settings.giftStacking === 'queue' || onlyOnce
  if (heldAlready === undefined) return { startOn: today, messages: [startsToday] }
  const { name, endOn } = heldAlready
  if (endOn === undefined || endOn <= today || !queues)
    return {
      startOn: today,
      messages: [startsToday, note('held_as_well', `${name} is held already and goes on as well.`)],
    }
  return { startOn: endOn, messages: [startsAfter(heldAlready, endOn), ...renewalNote(heldAlready, endOn)] }
}

const startsToday = note('gift_starts_today', 'The gift starts today.')

function startsAfter({ name }: HeldProduct, endOn: LocalDate): Message {
  const day = dayInWords(endOn)
  return note(
    'gift_queued',
    `${name} is held already: the gift starts on ${day}, after it. Nothing of it is lost.`,
  )
}

function renewalNote({ name, renews }: HeldProduct, endOn: LocalDate): readonly Message[] {
  if (!renews) return []
  const text = `${name} goes on by itself on ${dayInWords(endOn)} and is charged then, unless it is cancelled before.`
  return [{ level: 'warning', code: 'held_renews', text }]
}

function note(code: string, text: string): Message {
  return { level: 'info', code, text }
}
