import type { Lock } from '../domain/basket.ts'
import { type OfferedItem, refuseQuantity } from '../domain/basket-rules.ts'
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
 * The items that a customer's choice leaves of a basket, as far as its lock allows. An offer that goes takes its
 * add-ons along. Refuses with `basket_differs` what the lock forbids, and `quantity_not_allowed` outside the limits.
 */
export function applyLock(
  lines: readonly OfferedItem[],
  choice: readonly ItemChoice[],
  lock: Lock,
): readonly OrderItem[] | Refusal {
  const items = lines.map(({ item }) => item)
  const chosen = new Map(choice.map((entry) => [entry.id, entry.quantity]))
  return (
    refuseNames(items, choice) ??
    refuseRemoval(items, chosen, lock) ??
    refuseQuantities(lines, choice, lock) ??
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
  const known = new Set(items.map((item) => item.id))
  const at = choice.findIndex(
    ({ id }, index) => !known.has(id) || choice.findIndex((other) => other.id === id) !== index,
  )
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
  lines: readonly OfferedItem[],
  choice: readonly ItemChoice[],
  lock: Lock,
): Refusal | undefined {
  for (const [at, { id, quantity }] of choice.entries()) {
    const line = lines.find(({ item }) => item.id === id)
    if (line === undefined || quantity === undefined || quantity === line.item.quantity) continue
    const place = `${pointer}/${at}/quantity`
    if (lock === 'hard') return refuseAt('basket_differs', place, 'Quantities of this basket are fixed.')
    const refusal = refuseQuantity(line.offer, quantity, place)
    if (refusal !== undefined) return refusal
  }
  return undefined
}
