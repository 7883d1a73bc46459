import { countAttempt, refuseAttempts } from '../access/gift-attempts.ts'
import { giftCode, hexHash } from '../access/gift-secrets.ts'
import { issueCustomerToken, type TokenServices } from '../access/tokens.ts'
import { loadPromisedOffers } from '../catalog/load-offers.ts'
import type { GiftAnswer, OpenGiftBody } from '../contract/gift-claim.ts'
import type { Gift } from '../domain/gift.ts'
import { groupedGiftCode, readGiftCode } from '../domain/gift-code.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import { formatLength } from '../pages/gift-language.ts'
import type { Services } from '../ports/services.ts'
import { countriesOf } from './offered-items.ts'

type Needed = TokenServices & Pick<Services, 'settings'>

/** Who asks, and in which language. */
export interface GiftCaller {
  /** The network address, by which tries are counted. */
  readonly address: string
  readonly locale: string
}

/** A gift in the hands of its recipient: what the page shows, and the token to claim it. */
export interface OpenedGift {
  readonly answer: GiftAnswer
  readonly token: string
}

/** The gift of a claim link; reads only. Refusal: `gift_unknown`. */
export async function findGiftByToken(
  { db, secrets }: Pick<Services, 'db' | 'secrets'>,
  token: string,
): Promise<Gift | Refusal> {
  const found = await db.read.gifts.findByToken(hexHash(secrets, token))
  return found ?? refuse('gift_unknown', 'There is no such gift. Copy the whole address, or enter the code.')
}

/** Why a gift cannot be claimed any more; absent when it can. */
export function refusalToClaim({ status }: Pick<Gift, 'status'>): Refusal | undefined {
  switch (status) {
    case 'waiting':
      return undefined
    case 'claimed':
      return refuse('gift_claimed', 'This gift was claimed already.')
    case 'refunded':
      return refuse('gift_refunded', 'This gift was paid back to its buyer.')
  }
}

/** Trades a claim link, or a code, for a short token that reaches this one gift. Counts as an opening. */
export async function openGift(
  services: Needed,
  body: OpenGiftBody,
  caller: GiftCaller,
): Promise<OpenedGift | Refusal> {
  const gift =
    body.token !== undefined
      ? await findGiftByToken(services, body.token)
      : await findGiftByCode(services, body.redeemCode ?? '', caller)
  if (isRefused(gift)) return gift
  const refusal = refusalToClaim(gift)
  if (refusal) return refusal
  const opened = await services.db.read.gifts.open({
    giftId: gift.id,
    at: services.clock.now(),
    event: { id: services.random.id('event'), data: {} },
  })
  // Whoever claimed it in between was faster.
  if (!opened) return openGift(services, body, caller)
  const { token } = await issueCustomerToken(services, {
    ownerId: gift.claimOwnerId,
    linkId: gift.id,
    basketId: gift.checkoutId,
  })
  return { answer: await answerOf(services, gift, caller.locale), token }
}

async function findGiftByCode(
  services: Needed,
  typed: string,
  { address }: GiftCaller,
): Promise<Gift | Refusal> {
  const code = readGiftCode(typed)
  if (code === undefined)
    return refuseAt('invalid_request', '/redeemCode', 'This is no gift code: check every character.')
  const codeHash = hexHash(services.secrets, code)
  const tries = { by: `address:${address}`, codeHash }
  const blocked = await refuseAttempts(services, tries)
  if (blocked) return blocked
  const found = await services.db.read.gifts.findByCode(codeHash)
  if (found !== undefined) return found
  await countAttempt(services, tries)
  return refuseAt('gift_unknown', '/redeemCode', 'There is no gift with this code.')
}

async function answerOf(services: Needed, gift: Gift, locale: string): Promise<GiftAnswer> {
  const offers = await offersOf(services, gift)
  const { merchantName, logoUrl, accentColor, supportEmail } = services.settings()
  const { firstName, lastName, email } = gift.recipient ?? {}
  return {
    checkoutId: gift.checkoutId,
    redeemCode: groupedGiftCode(giftCode(services.secrets, gift)),
    what: gift.name,
    length: gift.term === undefined ? null : formatLength(gift.term.length, locale),
    giver: gift.giverName ?? null,
    message: gift.message ?? null,
    recipient: { firstName: firstName ?? null, lastName: lastName ?? null, email: email ?? null },
    allowedCountries: [...(countriesOf(offers) ?? [])],
    hasDelivery: offers.some(({ products }) => products.some(({ hasDelivery }) => hasDelivery)),
    merchant: {
      name: merchantName,
      logoUrl: logoUrl ?? null,
      accentColor,
      supportEmail: supportEmail ?? null,
    },
  }
}

/** What is given, at the versions that were bought. */
async function offersOf({ db }: Pick<Services, 'db'>, { subscriptionId }: Gift) {
  const refs = await db.read.gifts.offersOf(subscriptionId)
  return [...(await loadPromisedOffers(db.read, refs)).values()]
}
