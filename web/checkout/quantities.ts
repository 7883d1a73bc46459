import { fill, texts } from './page.ts'
import type { OrderedItem } from './totals.ts'
import type { Basket, BasketItem } from './wire.ts'

/** What is wrong with a typed quantity; absent when it fits the offer's limits. */
export function mistakeInQuantity(item: BasketItem, typed: string): string | undefined {
  const { minimum, maximum, increment } = item.quantityOptions
  const value = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN
  const fits = value >= minimum && value <= maximum && (value - minimum) % increment === 0
  if (fits) return undefined
  return fill(increment > 1 ? texts.quantitySteps : texts.checkQuantity, { minimum, maximum, increment })
}

/** The items as the customer wants them, or nothing when that is what the basket says anyway. */
export function changedItems(
  basket: Basket,
  quantities: Readonly<Record<string, string>>,
): readonly OrderedItem[] | undefined {
  const items = basket.orderItems.map((item) => ({
    id: item.id,
    quantity: wantedQuantity(item, quantities[item.id]),
  }))
  const changed = items.some(({ quantity }, at) => quantity !== basket.orderItems[at]?.quantity)
  return changed ? items : undefined
}

/** While something impossible stands in the field, the basket's own quantity counts. */
function wantedQuantity(item: BasketItem, typed: string | undefined): number {
  if (typed === undefined || mistakeInQuantity(item, typed) !== undefined) return item.quantity
  return Number(typed)
}
