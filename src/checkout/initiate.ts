import { type InitiateAnswer, type InitiateBody, linkEventData } from '../contract/checkout.ts'
import type { Basket } from '../domain/basket.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { Link } from '../domain/link.ts'
import { isRefused, type Refusal, refuseAt } from '../domain/refusal.ts'
import { readCrmIds } from '../owners/crm-ids.ts'
import type { Services } from '../ports/services.ts'
import { warnOfHeld } from './held-warnings.ts'
import { initiateAnswerOf } from './initiate-answer.ts'
import { linkToken, recoverySecret } from './link-addresses.ts'
import { readLinkTerms } from './link-terms.ts'
import { toBasket, toLink } from './new-basket.ts'
import { loadOfferedItems } from './offered-items.ts'
import { proposeBasket } from './propose-basket.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'random' | 'secrets' | 'settings' | 'tax'>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Makes a basket and the link to it, with an owner from birth. A request with an `external_id` that comes again is
 * answered with the same link; another request with that `external_id` is refused with `external_id_conflict`. Refuses
 * whatever the order would refuse, and then leaves nothing behind.
 */
export async function initiateCheckout(
  services: Needed,
  request: InitiateBody,
  clientId: string,
): Promise<InitiateAnswer | Refusal> {
  const named = nameOf(services, request.order.external_id, clientId)
  const bodyHash = services.secrets.hash(canonicalJson(request))
  if (named === undefined) {
    const basketId = `basket-${services.random.uuid()}`
    const made = await makeLink(services, request, { basketId, clientId, bodyHash })
    if (made === 'taken') throw new Error('a new uuid was taken already')
    return made
  }
  const origin = { basketId: named, clientId, bodyHash }
  const earlier = await answerAgain(services, origin)
  if (earlier !== undefined) return earlier
  const made = await makeLink(services, request, origin)
  return made === 'taken' ? answerTheWinner(services, origin) : made
}

/** A uuid names its basket, for everyone; any other text stands for one basket of this client. */
function nameOf(
  { secrets }: Pick<Services, 'secrets'>,
  externalId: string | undefined,
  clientId: string,
): string | undefined {
  if (externalId === undefined) return undefined
  if (uuid.test(externalId)) return `basket-${externalId.toLowerCase()}`
  return `basket-${uuidOf(secrets.hash(canonicalJson([clientId, externalId])))}`
}

/** A uuid from the first bytes of a hash, shaped as the random ones of other baskets are. */
function uuidOf(hash: Buffer): string {
  const hex = hash.toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
  return [...parts, hex.slice(20, 32)].join('-')
}

/** Which request a basket came from. */
interface Origin {
  readonly basketId: string
  readonly clientId: string
  readonly bodyHash: Buffer
}

/** Makes the link; `taken` when another request was faster with the basket's name. */
async function makeLink(
  services: Needed,
  request: InitiateBody,
  { basketId, clientId, bodyHash }: Origin,
): Promise<InitiateAnswer | Refusal | 'taken'> {
  const now = services.clock.now()
  const terms = readLinkTerms(request, { now, settings: services.settings() })
  if (isRefused(terms)) return terms
  const crm = readCrmIds(request.order.tracking, '/order/tracking')
  if (isRefused(crm)) return crm
  const newOwnerId = services.random.id('id')
  const proposed = await proposeBasket(services, { request, ownerId: newOwnerId, now })
  if (isRefused(proposed)) return proposed
  const held = await warnOfHeld(services, crm.accountId, proposed.lines)
  const basket = toBasket(request, {
    id: basketId,
    clientId,
    ownerId: newOwnerId,
    now,
    terms,
    proposed: { ...proposed, warnings: [...held, ...proposed.warnings] },
  })
  const link = toLink(services.random.id('link'), basket.id, { now, expiresAt: terms.expiresAt })
  const ownerId = await insert(services, { basket, link, bodyHash, crmAccountId: crm.accountId })
  if (ownerId === undefined) return 'taken'
  const made = { basket: { ...basket, ownerId }, link, order: undefined }
  return initiateAnswerOf(services.secrets, made, proposed.lines)
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
