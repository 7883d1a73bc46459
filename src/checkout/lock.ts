import type { Lock } from '../domain/basket.ts'
import type { OrderItem } from '../domain/order.ts'
import { type Refusal, refuse, refuseAt } from '../domain/refusal.ts'

/** What a customer asks for: the items to keep, each with its quantity; one that is not named is to go. */
export interface ItemChoice {
  readonly id: string
  /** Absent: as it is. */
  readonly quantity?: number | undefined
}

/** Where the choice stands in the customer's request. */
const pointer = '/orderItems'

/**
 * The items that a customer's choice leaves of a basket, as far as its lock allows; an offer that goes takes its add-ons
 * along. Refuses with `basket_differs` what the lock forbids. Whether a quantity fits its offer is for the planner to say.
 */
export function applyLock(
  items: readonly OrderItem[],
  choice: readonly ItemChoice[],
  lock: Lock,
): readonly OrderItem[] | Refusal {
  const chosen = new Map(choice.map((entry) => [entry.id, entry.quantity]))
  return (
    refuseNames(items, choice) ??
    refuseRemoval(items, chosen, lock) ??
    refuseQuantities(items, choice, lock) ??
    items
      .filter((item) => isKept(item, chosen))
      .map((item) => ({ ...item, quantity: chosen.get(item.id) ?? item.quantity }))
  )
}

type Chosen = ReadonlyMap<string, number | undefined>

function isKept(item: OrderItem, chosen: Chosen): boolean {
  return chosen.has(item.id) && (item.parentId === undefined || chosen.has(item.parentId))
}

function refuseNames(items: readonly OrderItem[], choice: readonly ItemChoice[]): Refusal | undefined {
  const left = new Set(items.map((item) => item.id))
  const at = choice.findIndex(({ id }) => !left.delete(id))
  if (at === -1) return undefined
  return refuseAt('basket_differs', `${pointer}/${at}/id`, 'Each entry names another item of the basket.')
}

function refuseRemoval(items: readonly OrderItem[], chosen: Chosen, lock: Lock): Refusal | undefined {
  const kept = items.filter((item) => isKept(item, chosen))
  if (kept.length === items.length) return undefined
  if (lock !== 'none') return refuse('basket_differs', 'Nothing can be removed from this basket.')
  if (kept.some((item) => item.recordType === 'offer')) return undefined
  return refuse('basket_differs', 'The last offer of a basket cannot be removed.')
}

function refuseQuantities(
  items: readonly OrderItem[],
  choice: readonly ItemChoice[],
  lock: Lock,
): Refusal | undefined {
  if (lock !== 'hard') return undefined
  const at = choice.findIndex(
    ({ id, quantity }) =>
      quantity !== undefined && items.some((item) => item.id === id && item.quantity !== quantity),
  )
  if (at === -1) return undefined
  return refuseAt('basket_differs', `${pointer}/${at}/quantity`, 'Quantities of this basket are fixed.')
}
