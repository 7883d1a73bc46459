import type { Facts } from '../domain/facts.ts'

/** The currency that the customer pays in, for orders in which no money moves. */
export function currencyOf({ currency, orderId }: Pick<Facts, 'currency' | 'orderId'>): string {
  if (currency === undefined) throw new Error(`order ${orderId} is about a customer who holds nothing`)
  return currency
}
