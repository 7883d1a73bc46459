import { countAttempt, refuseAttempts } from '../access/gift-attempts.ts'
import { hexHash } from '../access/gift-secrets.ts'
import type { Caller } from '../domain/caller.ts'
import type { Gift } from '../domain/gift.ts'
import type { OrderEnvelope, RedeemGiftRequest } from '../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { chooseOwner, type OwnerChoice } from './choose-owner.ts'
import type { OrderDraft } from './draft-order.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'random' | 'secrets'>

interface Request {
  readonly order: RedeemGiftRequest
  readonly envelope: OrderEnvelope
}

/** A claim, once its gift was found. Reads only, but that a code which does not exist is counted. */
export async function draftRedemption(
  services: Needed,
  caller: Caller,
  { order, envelope }: Request,
): Promise<OrderDraft | Refusal> {
  const { code, ...said } = order
  const gift = await findGift(services, caller, order)
  if (isRefused(gift)) return gift
  const target = await services.db.read.orders.findSubscription({
    id: gift.subscriptionId,
    reference: undefined,
  })
  if (target === undefined) throw new Error(`the subscription of ${gift.id} is gone`)
  const owner = await claimOwner(services, caller, { envelope, gift })
  if (isRefused(owner)) return owner
  return {
    order: {
      ...said,
      giftId: gift.id,
      subscriptionId: target.id,
      subscriptionReference: target.reference,
      // What was known of the recipient fills in what the claim leaves out.
      customer: { ...namesOf(caller, gift), ...said.customer },
    },
    envelope,
    payment: undefined,
    linked: undefined,
    owner,
    actor: caller.kind,
    clientId: caller.kind === 'client' ? caller.clientId : undefined,
    externalKey: envelope.externalId,
  }
}

/** The gift of a code; through a claim link the code of that link's gift alone. */
async function findGift(
  services: Needed,
  caller: Caller,
  { code, checkoutId }: RedeemGiftRequest,
): Promise<Gift | Refusal> {
  const codeHash = hexHash(services.secrets, code)
  const tries = {
    codeHash,
    by: caller.kind === 'client' ? `client:${caller.clientId}` : `basket:${caller.basketId}`,
  }
  const blocked = await refuseAttempts(services, tries)
  if (blocked) return blocked
  const found = await services.db.read.gifts.findByCode(codeHash)
  const isReached =
    caller.kind === 'client' || (found?.checkoutId === caller.basketId && checkoutId === caller.basketId)
  if (found !== undefined && isReached) return found
  await countAttempt(services, tries)
  return refuseAt('gift_unknown', '/redeemCode', 'There is no gift with this code.')
}

/** Through the link its own owner, made with the claim; a client names one, or the account, or gets a new one. */
async function claimOwner(
  services: Needed,
  caller: Caller,
  { envelope, gift }: { envelope: OrderEnvelope; gift: Gift },
): Promise<OwnerChoice | Refusal> {
  if (caller.kind === 'client') return chooseOwner(services, { linked: undefined, envelope })
  if (caller.ownerId !== gift.claimOwnerId) return refuse('not_found', 'This token belongs to another gift.')
  const made = await services.db.read.owners.find(gift.claimOwnerId)
  return made === undefined
    ? { kind: 'new', id: gift.claimOwnerId, crmAccountId: undefined }
    : { kind: 'known', id: made.id }
}

/** Only to the holder of the link: a client's claim may be for anybody. */
function namesOf(caller: Caller, { recipient, locale }: Gift) {
  if (caller.kind === 'client') return {}
  const { firstName, lastName, email } = recipient ?? {}
  const known = { firstName, lastName, email, locale }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
}
