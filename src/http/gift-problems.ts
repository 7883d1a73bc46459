import type { RefusalCode } from '../domain/refusal.ts'
import type { ProblemKind } from './problems.ts'

/** What can be wrong with buying, claiming and paying back a gift. */
export const giftProblems = {
  delivery_date_out_of_range: {
    status: 400,
    title: 'A gift cannot be sent on that day',
    cause: '`recipientDetails.deliveryDate` lies in the past, or more than a year ahead.',
    mend: 'Name today or a later day inside the next year, or leave it out to send the gift at once.',
  },
  not_a_gift: {
    status: 400,
    title: 'Not a gift',
    cause:
      'Gifts are offers that the catalogue sells as gifts (`is_gift__limio`), and they are ordered by themselves; or the subscription that was named was not bought as a gift.',
    mend: 'Order gift offers in an order of their own, and leave `isGift` and `recipientDetails` out of others.',
  },
  gift_unknown: {
    status: 404,
    title: 'There is no such gift',
    cause: 'No gift has this code or this claim link.',
    mend: 'Copy the whole code or link from the mail or the receipt. Attempts are limited.',
  },
  gift_refunded: {
    status: 410,
    title: 'The gift was paid back',
    cause: 'The gift was paid back to its buyer before anybody claimed it; its code and its link are over.',
    mend: 'Ask whoever gave it to you.',
  },
  gift_claimed: {
    status: 409,
    title: 'The gift was claimed already',
    cause: 'Somebody claimed this gift before. A gift is claimed once, and paid back only while nobody has.',
    mend: 'If you claimed it yourself, nothing is left to do.',
  },
  gift_waiting: {
    status: 409,
    title: 'The subscription is a gift that waits',
    cause: 'The subscription was bought as a gift and nobody has claimed it yet; it has not begun.',
    mend: 'Claim it with its code, or pay it back with `gift_refund`.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many attempts',
    cause: 'Too many gift codes were tried that do not exist.',
    mend: 'Wait `Retry-After` seconds, and copy the code from where it stands.',
  },
} as const satisfies Partial<Record<RefusalCode, ProblemKind>>
