import type { Receipt } from '../../src/contract/receipt.ts'
import { call, pause } from './api.ts'

const askEveryMs = 1500
/** After that the page stops asking; the order goes on without it. */
const giveUpAfter = 400

export type Waited =
  | { readonly kind: 'done'; readonly receipt: Receipt }
  /** The order waits for a payment: the last try failed or was given up. */
  | { readonly kind: 'open' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unknown' }

/** The receipt, as far as this browser may see it. */
export async function loadReceipt(checkoutId: string): Promise<Receipt | undefined> {
  const reply = await call<Receipt>({ method: 'GET', path: `/api/checkout/order?checkoutId=${checkoutId}` })
  return reply.kind === 'answer' ? reply.body : undefined
}

/** Asks until the order has come to an end, or to where the customer has to act. */
export async function awaitReceipt(checkoutId: string): Promise<Waited> {
  for (let asked = 0; asked < giveUpAfter; asked++) {
    if (asked > 0) await pause(askEveryMs)
    const receipt = await loadReceipt(checkoutId)
    const ended = receipt && endOf(receipt)
    if (ended) return ended
  }
  return { kind: 'unknown' }
}

function endOf(receipt: Receipt): Waited | undefined {
  switch (receipt.status) {
    case 'complete':
    case 'scheduled':
      return { kind: 'done', receipt }
    case 'pending-payment':
      return { kind: 'open' }
    case 'failed':
    case 'cancelled':
      return { kind: 'failed' }
    default:
      return undefined
  }
}
