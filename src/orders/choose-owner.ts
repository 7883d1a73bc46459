import type { LinkedBasket } from '../domain/basket.ts'
import type { OrderEnvelope } from '../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import { type CrmIds, readCrmIds } from '../owners/crm-ids.ts'
import type { Services } from '../ports/services.ts'

/** Whose the order will be. A new owner is written only when the order is. */
export type OwnerChoice =
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'new'; readonly id: string; readonly crmAccountId: string | undefined }

/**
 * The basket's owner, else the one the caller names, else the account's in `tracking`, else a new one. A caller that names another
 * than the basket's is refused. Reads only: planning and preview leave nothing behind.
 */
export async function chooseOwner(
  { db, random }: Pick<Services, 'db' | 'random'>,
  { linked, envelope }: { linked: LinkedBasket | undefined; envelope: OrderEnvelope },
): Promise<OwnerChoice | Refusal> {
  const crm = readCrmIds(envelope.tracking, '/tracking')
  if (isRefused(crm)) return crm
  if (linked !== undefined) return ownerOfBasket({ db }, linked.basket.ownerId, { envelope, crm })
  if (envelope.ownerId !== undefined) return namedOwner({ db }, envelope.ownerId, crm.accountId)
  const known = crm.accountId === undefined ? undefined : await db.read.owners.findByCrmAccount(crm.accountId)
  return known === undefined
    ? { kind: 'new', id: random.id('id'), crmAccountId: crm.accountId }
    : { kind: 'known', id: known.id }
}

async function ownerOfBasket(
  { db }: Pick<Services, 'db'>,
  id: string,
  { envelope, crm }: { envelope: OrderEnvelope; crm: CrmIds },
): Promise<OwnerChoice | Refusal> {
  if (envelope.ownerId !== undefined && envelope.ownerId !== id)
    return refuseAt('conflict', '/owner', 'The basket of this checkoutId belongs to another owner.')
  if (crm.accountId === undefined) return { kind: 'known', id }
  const account = await db.read.owners.findByCrmAccount(crm.accountId)
  return account?.id === id
    ? { kind: 'known', id }
    : refuseAt('conflict', '/tracking/accountId', 'The basket of this checkoutId belongs to another account.')
}

async function namedOwner(
  { db }: Pick<Services, 'db'>,
  ownerId: string,
  accountId: string | undefined,
): Promise<OwnerChoice | Refusal> {
  const owner = await db.read.owners.find(ownerId)
  if (owner === undefined) return refuse('not_found', `There is no owner ${ownerId}.`)
  if (accountId !== undefined && owner.crmAccountId !== accountId)
    return refuse('conflict', `${ownerId} is not the owner of the account in tracking.accountId.`)
  return { kind: 'known', id: owner.id }
}
