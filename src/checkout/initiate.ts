import { type InitiateAnswer, type InitiateBody, linkEventData } from '../contract/checkout.ts'
import type { Basket, BasketWarning } from '../domain/basket.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { Link } from '../domain/link.ts'
import { isRefused, type Refusal, refuseAt } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import { toCustomerDetails } from '../order-types/people.ts'
import { readCrmIds } from '../owners/crm-ids.ts'
import type { Services } from '../ports/services.ts'
import { initiateAnswerOf } from './initiate-answer.ts'
import { linkToken, recoverySecret } from './link-addresses.ts'
import { type LinkTerms, readLinkTerms } from './link-terms.ts'
import { loadOfferedItems, type OfferedItem } from './offered-items.ts'
import { type ProposedBasket, proposeBasket } from './propose-basket.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'random' | 'secrets' | 'settings'>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Makes a basket and the link to it, with an owner from birth. A request that names its basket by a uuid and comes again
 * is answered with the same link; another request with that uuid is refused with `external_id_conflict`. Refuses
 * whatever the order would refuse, and then leaves nothing behind.
 */
export async function initiateCheckout(
  services: Needed,
  request: InitiateBody,
  clientId: string,
): Promise<InitiateAnswer | Refusal> {
  const now = services.clock.now()
  const bodyHash = services.secrets.hash(canonicalJson(request))
  const named = nameOf(request.order.external_id)
  if (named !== undefined) {
    const first = await answerAgain(services, { basketId: named, clientId, bodyHash })
    if (first !== undefined) return first
  }
  const terms = readLinkTerms(request, { now, settings: services.settings() })
  if (isRefused(terms)) return terms
  const crm = readCrmIds(request.order.tracking, '/order/tracking')
  if (isRefused(crm)) return crm
  const newOwnerId = services.random.id('id')
  const proposed = await proposeBasket(services, { order: request.order, ownerId: newOwnerId, now })
  if (isRefused(proposed)) return proposed
  const held = await warnOfHeld(services, crm.accountId, proposed.lines)
  const basket = toBasket(request, {
    id: named ?? `basket-${services.random.uuid()}`,
    clientId,
    ownerId: newOwnerId,
    now,
    terms,
    proposed: { ...proposed, warnings: [...held, ...proposed.warnings] },
  })
  const link = toLink(services.random.id('link'), basket.id, { now, expiresAt: terms.expiresAt })
  const ownerId = await insert(services, { basket, link, bodyHash, crmAccountId: crm.accountId })
  if (ownerId === undefined) return answerTheWinner(services, { basketId: basket.id, clientId, bodyHash })
  const made = { basket: { ...basket, ownerId }, link, order: undefined }
  return initiateAnswerOf(services.secrets, made, proposed.lines)
}

/** Only a uuid names its basket. */
function nameOf(externalId: string | undefined): string | undefined {
  return externalId !== undefined && uuid.test(externalId) ? `basket-${externalId.toLowerCase()}` : undefined
}

interface Origin {
  readonly basketId: string
  readonly clientId: string
  readonly bodyHash: Buffer
}

/** The answer to a request that was made before; `undefined` when its name is free. */
async function answerAgain(services: Needed, origin: Origin): Promise<InitiateAnswer | Refusal | undefined> {
  const { checkout } = services.db.read
  const first = await checkout.findOrigin(origin.basketId)
  if (first === undefined) return undefined
  if (first.clientId !== origin.clientId || !first.bodyHash.equals(origin.bodyHash))
    return refuseAt(
      'external_id_conflict',
      '/order/external_id',
      'There is a link with this `external_id` already, made by another request.',
    )
  const linked = await checkout.findBasket(origin.basketId)
  if (linked === undefined) return undefined
  return initiateAnswerOf(services.secrets, linked, await loadOfferedItems(services, linked.basket.items))
}

async function answerTheWinner(services: Needed, origin: Origin): Promise<InitiateAnswer | Refusal> {
  const winner = await answerAgain(services, origin)
  if (winner === undefined) throw new Error('a basket whose id is taken can be found')
  return winner
}

/** Tells the maker of a link that the account's owner has the product already. */
async function warnOfHeld(
  services: Needed,
  accountId: string | undefined,
  lines: readonly OfferedItem[],
): Promise<readonly BasketWarning[]> {
  if (accountId === undefined) return []
  const held = new Set(
    await services.db.read.checkout.heldByAccount(accountId, {
      offerIds: lines.map(({ offer }) => offer.id),
      productPaths: lines.flatMap(({ offer }) => offer.products.map((product) => product.path)),
    }),
  )
  return lines
    .filter(({ offer }) => held.has(offer.id) || offer.products.some((product) => held.has(product.path)))
    .map(({ offer }) => ({
      code: 'existing_subscription',
      message: `The owner of this account already holds ${offer.displayName}; this order would add another subscription.`,
    }))
}

interface BasketParts {
  readonly id: string
  readonly clientId: string
  readonly ownerId: string
  readonly now: Instant
  readonly terms: LinkTerms
  readonly proposed: ProposedBasket
}

function toBasket({ order, lock }: InitiateBody, parts: BasketParts): Basket {
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
      billing: order.billingDetails,
      delivery: order.deliveryDetails,
    },
    warnings,
    createdAt: parts.now,
  }
}

function toLink(
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

/** Answers the owner, or `undefined` when somebody was faster with the same name. */
function insert(
  { db, random, secrets }: Needed,
  made: { basket: Basket; link: Link; bodyHash: Buffer; crmAccountId: string | undefined },
): Promise<string | undefined> {
  const { basket, link } = made
  return db.read.checkout.insertLink({
    ...made,
    tokenHash: secrets.hash(linkToken(secrets, link)),
    recoveryHash: secrets.hash(recoverySecret(secrets, link)),
    event: {
      id: random.id('event'),
      data: linkEventData({ ...basket, linkId: link.id, basketId: basket.id, expiresAt: link.expiresAt }),
    },
  })
}
