import type { GiftAnswer } from '../../src/contract/gift-claim.ts'
import { call, pause, type Reply } from '../checkout/api.ts'
import type { Section } from '../checkout/form/sections.ts'
import { locale } from '../checkout/page.ts'
import type { OrderAnswer, Preview } from '../checkout/wire.ts'
import { callWithGift, type Key } from './session.ts'

export type Values = Readonly<Record<string, string>>

/** When the gift starts, as the server sees it. */
export interface Start {
  readonly date: string
  readonly today: boolean
  /** After what is held already. */
  readonly queued: boolean
}

export const countryPath = ({ hasDelivery }: GiftAnswer) =>
  hasDelivery ? 'deliveryDetails.country' : 'billingDetails.country'

/** Asks when it would start; absent when that is not known. */
export async function previewClaim(key: Key, gift: GiftAnswer, country: string): Promise<Start | undefined> {
  const body = { order_type: 'new', checkoutId: gift.checkoutId, redeemCode: gift.redeemCode, country }
  const reply = await callWithGift(key, () =>
    call<Preview>({ method: 'POST', path: '/api/order/preview', body }),
  )
  if (reply.kind !== 'answer') return undefined
  const codes = reply.body.messages.map(({ code }) => code)
  return {
    date: reply.body.effectiveDate,
    today: codes.includes('gift_starts_today'),
    queued: codes.includes('gift_queued'),
  }
}

const retryAfterMs = [1000, 2000, 4000]

/** Claims the gift; a lost line is tried again under the same key, and the same claim is answered with the first. */
export async function sendClaim(
  key: Key,
  gift: GiftAnswer,
  { sections, values }: { readonly sections: readonly Section[]; readonly values: Values },
): Promise<Reply<OrderAnswer>> {
  const idempotencyKey = crypto.randomUUID()
  const body = bodyOf(gift, sections, values)
  const send = () =>
    callWithGift(key, () => call<OrderAnswer>({ method: 'POST', path: '/api/order', body, idempotencyKey }))
  let reply = await send()
  for (const delay of retryAfterMs) {
    if (reply.kind !== 'lost') break
    await pause(delay)
    reply = await send()
  }
  return reply
}

function bodyOf(gift: GiftAnswer, sections: readonly Section[], values: Values) {
  return {
    order_type: 'new',
    checkoutId: gift.checkoutId,
    redeemCode: gift.redeemCode,
    country: values[countryPath(gift)],
    customerDetails: { ...partOf('customerDetails', sections, values), locale },
    ...(gift.hasDelivery ? { deliveryDetails: partOf('deliveryDetails', sections, values) } : {}),
  }
}

function partOf(prefix: string, sections: readonly Section[], values: Values): Record<string, string> {
  const filled = sections
    .flatMap(({ fields }) => fields)
    .filter(({ path }) => path.startsWith(`${prefix}.`))
    .map(({ path }) => [path.slice(prefix.length + 1), (values[path] ?? '').trim()] as const)
  return Object.fromEntries(filled.filter(([, value]) => value !== ''))
}
