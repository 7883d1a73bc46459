/**
 * Our names of payments at the gateway: made of what is committed before the gateway hears of it, so that the same try has the same
 * name for ever.
 */

/** Of one attempt at an order's money. */
export function attemptKey({ orderId, n }: { readonly orderId: string; readonly n: number }): string {
  return `${orderId}:auth:${n}`
}

/** Of one try to collect an invoice. */
export function collectionKey({ invoiceId, n }: { readonly invoiceId: string; readonly n: number }): string {
  return `${invoiceId}:collect:${n}`
}

/** The order whose attempt has this key; absent when it names something else. */
export function orderOfKey(key: string): string | undefined {
  return /^(.+):auth:\d+$/.exec(key)?.[1]
}
