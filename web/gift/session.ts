import type { GiftAnswer } from '../../src/contract/gift-claim.ts'
import { call, type Reply } from '../checkout/api.ts'

/** What leads to the gift: the token of the link, or the code that was typed. */
export type Key = { readonly token: string } | { readonly redeemCode: string }

export function tokenOfLink(): Key {
  return { token: location.pathname.split('/').pop() ?? '' }
}

/** Trades it for the gift and for the cookie that may claim it. */
export function openGift(key: Key): Promise<Reply<GiftAnswer>> {
  return call({ method: 'POST', path: '/api/gift/exchange', body: key })
}

/** Calls, and when the token has died in the meantime gets a new one and calls once more. */
export async function callWithGift<T>(key: Key, make: () => Promise<Reply<T>>): Promise<Reply<T>> {
  const first = await make()
  if (first.kind !== 'problem' || first.problem.status !== 401) return first
  const renewed = await openGift(key)
  return renewed.kind === 'answer' ? make() : renewed
}
