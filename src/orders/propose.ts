import type { Change } from '../domain/change.ts'
import type { Changeset } from '../domain/changeset.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import type { Facts } from '../domain/facts.ts'
import { fingerprintText } from '../domain/fingerprint.ts'
import { fold } from '../domain/fold.ts'
import type { Order } from '../domain/order.ts'
import { isRefused, type Refusal } from '../domain/refusal.ts'
import { planOrder } from '../order-types/registry.ts'
import type { Stores } from '../ports/database.ts'
import type { Services } from '../ports/services.ts'
import { loadFacts, type Subject } from './facts.ts'

/** What an order would do: shown by preview, saved by submit. */
export interface Proposal {
  readonly facts: Facts
  /** What has to be carried out before it: the facts say that it was. */
  readonly fellDue: readonly Change[]
  readonly changeset: Changeset
  readonly after: CustomerState
  /** What the caller is promised, as text to compare line by line; and its hash. */
  readonly promise: string
  readonly fingerprint: string
}

/** Load, plan, fold: the one way to know what an order does, for preview and submit alike. Writes nothing. */
export async function propose(
  services: Pick<Services, 'random' | 'secrets' | 'settings' | 'tax'>,
  stores: Pick<Stores, 'catalog' | 'customers' | 'orders' | 'promoCodes'>,
  { order, subject }: { order: Order; subject: Subject },
): Promise<Proposal | Refusal> {
  const { facts, fellDue } = await loadFacts(services, stores, { order, subject })
  const changeset = planOrder(order, facts)
  if (isRefused(changeset)) return changeset
  const promise = fingerprintText(order, changeset)
  return {
    facts,
    fellDue,
    changeset,
    after: fold(facts.before, changeset.changes),
    promise,
    fingerprint: services.secrets.hash(promise).toString('hex'),
  }
}
