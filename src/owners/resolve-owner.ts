import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Stores } from '../ports/database.ts'
import type { Services } from '../ports/services.ts'

export interface OwnerClues {
  /** Canonical id of the CRM account, as `readCrmIds` answers it. */
  readonly accountId?: string | undefined
  /** An owner that is known by name, `id-…`. */
  readonly ownerId?: string | undefined
}

/**
 * Who will own what an order creates: the owner that is named, else the account's one owner, else a new provisional
 * one. Refuses an owner that does not exist and one that is not the account's.
 */
export async function resolveOwner(
  stores: Pick<Stores, 'owners'>,
  services: Pick<Services, 'clock' | 'random'>,
  { accountId, ownerId }: OwnerClues,
): Promise<{ id: string } | Refusal> {
  if (ownerId !== undefined) return findNamedOwner(stores, ownerId, accountId)
  const newId = services.random.id('id')
  const now = services.clock.now()
  if (accountId !== undefined) return { id: (await stores.owners.forCrmAccount(accountId, newId, now)).id }
  await stores.owners.insert({ id: newId, createdAt: now })
  return { id: newId }
}

async function findNamedOwner(
  stores: Pick<Stores, 'owners'>,
  ownerId: string,
  accountId: string | undefined,
): Promise<{ id: string } | Refusal> {
  const owner = await stores.owners.find(ownerId)
  if (owner === undefined) return refuse('not_found', `There is no owner ${ownerId}.`)
  if (accountId !== undefined && owner.crmAccountId !== accountId)
    return refuse(
      'conflict',
      `The owner ${ownerId} is not the owner of the account in \`tracking.accountId\`.`,
    )
  return { id: owner.id }
}
