import { addInterval } from '../../domain/calendar.ts'
import type { Facts } from '../../domain/facts.ts'
import type { GiftWish, NewOrder } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Instant, Interval, LocalDate } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { dayInWords } from '../../domain/words.ts'
import type { Bundle } from './bundle.ts'

/** How far ahead a gift may be sent to its recipient. */
const farthestDelivery: Interval = { count: 1, unit: 'years' }

/** How the gifts of an order are handed over. */
export interface Giving {
  readonly wish: GiftWish
  /** The day on which the recipient is told by mail; absent: the buyer hands it over. */
  readonly deliverOn: LocalDate | undefined
}

const nothingSaid: GiftWish = {
  isGift: undefined,
  recipient: undefined,
  sendEmail: undefined,
  startNow: undefined,
  message: undefined,
  deliverAt: undefined,
}

/** Does the order give its offers away, and how? Its offers decide: what is sold as a gift is one. `undefined`: it does not. */
export function readGiving(
  order: NewOrder,
  bundles: readonly Bundle[],
  facts: Facts,
): Giving | undefined | Refusal {
  const wish = order.gift ?? nothingSaid
  const foreign = bundles.find(({ base }) => !base.offer.isGift)
  if (foreign === undefined) return givingOf(order, wish, facts)
  const isAsked = wish.isGift === true || wish.recipient !== undefined
  if (!isAsked && bundles.every(({ base }) => !base.offer.isGift)) return undefined
  return refuseAt(
    'not_a_gift',
    `${foreign.base.pointer}/offer`,
    `${foreign.base.offer.displayName} is not sold as a gift. Gifts are ordered by themselves.`,
  )
}

function givingOf(order: NewOrder, wish: GiftWish, facts: Facts): Giving | Refusal {
  if (wish.isGift === false)
    return refuseAt('not_a_gift', '/isGift', 'What is ordered is a gift: leave isGift out, or send true.')
  if (order.startAt !== undefined)
    return refuseAt(
      'invalid_request',
      '/orderDate',
      'A gift starts when it is claimed; orderDate cannot be used.',
    )
  const deliverOn = deliveryDay(wish, facts)
  if (isRefused(deliverOn)) return deliverOn
  return { wish, deliverOn: isMailed(wish) ? deliverOn : undefined }
}

/** Is the recipient told by mail? */
export function isMailed({ sendEmail, recipient }: GiftWish): boolean {
  return sendEmail !== false && recipient?.email !== undefined
}

function deliveryDay(
  { deliverAt, startNow }: GiftWish,
  { at, timeZone }: Pick<Facts, 'at' | 'timeZone'>,
): LocalDate | Refusal {
  const today = localDay(at, timeZone)
  if (deliverAt === undefined) return today
  const day = toDay(deliverAt, timeZone)
  const latest = addInterval(today, farthestDelivery)
  if (day < today || day > latest)
    return refuseAt(
      'delivery_date_out_of_range',
      '/recipientDetails/deliveryDate',
      `A gift is sent today or later, at the latest on ${dayInWords(latest)}.`,
    )
  if (startNow === true && day > today)
    return refuseAt(
      'invalid_request',
      '/recipientDetails/startNow',
      'startNow sends the gift at once: leave it out, or leave out the later deliveryDate.',
    )
  return day
}

function toDay(at: Instant | LocalDate, timeZone: string): LocalDate {
  return at.length === 'YYYY-MM-DD'.length ? at : localDay(at, timeZone)
}
