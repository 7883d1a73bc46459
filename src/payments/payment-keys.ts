import type { MoneyTry } from '../ports/reconciliation-store.ts'

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

/** What a key of these names; absent when it names something else. */
export function tryOfKey(key: string): MoneyTry | undefined {
  const [, subject, step, n] = /^(.+):(auth|collect):(\d{1,9})$/.exec(key) ?? []
  if (subject === undefined) return undefined
  return step === 'auth'
    ? { kind: 'attempt', orderId: subject, n: Number(n) }
    : { kind: 'collection', invoiceId: subject, n: Number(n) }
}

/** The order whose attempt has this key; absent when it names something else. */
export function orderOfKey(key: string): string | undefined {
  const money = tryOfKey(key)
  return money?.kind === 'attempt' ? money.orderId : undefined
}
