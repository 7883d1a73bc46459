import type { InitiateBody } from '../contract/checkout.ts'
import type { Basket } from '../domain/basket.ts'
import type { Link } from '../domain/link.ts'
import type { Instant } from '../domain/time.ts'
import { toAddress, toCustomerDetails } from '../order-types/people.ts'
import type { LinkTerms } from './link-terms.ts'
import type { ProposedBasket } from './propose-basket.ts'

/** What a basket is made of beside its request. */
export interface BasketParts {
  readonly id: string
  readonly clientId: string
  readonly ownerId: string
  readonly now: Instant
  readonly terms: LinkTerms
  readonly proposed: ProposedBasket
}

/** The basket that a request asks for. */
export function toBasket({ order, lock }: InitiateBody, parts: BasketParts): Basket {
  const { lines, warnings } = parts.proposed
  const currency = lines[0]?.offer.currency
  if (currency === undefined) throw new Error('a planned basket has an item')
  return {
    id: parts.id,
    clientId: parts.clientId,
    ownerId: parts.ownerId,
    externalId: order.external_id,
    items: lines.map(({ item }) => item),
    currency,
    country: order.country,
    lock: lock ?? 'soft',
    page: parts.terms.page,
    locale: parts.terms.locale,
    returnUrl: parts.terms.returnUrl,
    source: order.source,
    initiatedSource: order.initiated_source,
    tracking: order.tracking,
    customFields: order.customFields ?? {},
    draft: {
      customer: toCustomerDetails(order.customerDetails),
      billing: toAddress(order.billingDetails),
      delivery: toAddress(order.deliveryDetails),
    },
    warnings,
    discount: parts.proposed.discount,
    promoCodes: parts.proposed.promoCodes,
    createdAt: parts.now,
  }
}

/** The first link to a basket. */
export function toLink(
  id: string,
  basketId: string,
  { now, expiresAt }: { now: Instant; expiresAt: Instant },
): Link {
  return {
    id,
    basketId,
    state: 'active',
    secretVersion: 1,
    startsAt: undefined,
    expiresAt,
    openedAt: undefined,
    opens: 0,
    supersededBy: undefined,
    createdAt: now,
  }
}
