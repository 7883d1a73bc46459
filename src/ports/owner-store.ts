import type { Instant } from '../domain/time.ts'

export interface Owner {
  readonly id: string
  readonly crmAccountId: string | undefined
}

export interface OwnerStore {
  /** The one owner of a CRM account, made when it is missing; safe under any number of requests at once. */
  readonly forCrmAccount: (crmAccountId: string, newId: string, at: Instant) => Promise<Owner>
  /** The one owner of a CRM account, if there is one yet. */
  readonly findByCrmAccount: (crmAccountId: string) => Promise<Owner | undefined>
  readonly insert: (owner: { id: string; createdAt: Instant }) => Promise<void>
  /** Keeps other orders of this owner from passing their point of no return until the transaction ends. */
  readonly lock: (id: string) => Promise<void>
  readonly find: (id: string) => Promise<Owner | undefined>
}
