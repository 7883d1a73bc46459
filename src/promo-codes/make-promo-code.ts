import type { Envelope } from '../contract/objects.ts'
import type { PromoCodeBody } from '../contract/promo-code.ts'
import { fromDecimal } from '../domain/money.ts'
import type { PromoCode } from '../domain/promo-code.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import { readObject } from '../objects/read-objects.ts'
import { toDiscountTerms } from '../order-types/discount-terms.ts'
import { toDay } from '../order-types/to-day.ts'
import type { Services } from '../ports/services.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'secrets'>

/** Keeps a new promo code. Refusals: `invalid_request` where it contradicts itself, `conflict` when its code is taken. */
export async function makePromoCode(services: Needed, body: PromoCodeBody): Promise<Envelope | Refusal> {
  const code = (body.data.promoCode ?? body.name ?? '').toUpperCase()
  const promo = readPromoCode(code, body)
  if (isRefused(promo)) return promo
  const id = `promo_code_v2-${code}`
  const made = await services.db.read.promoCodes.insert({
    id,
    name: body.name ?? code,
    promo,
    available: body.data.usage?.availableQuantity ?? undefined,
    data: { ...body.data, promoCode: code },
    at: services.clock.now(),
  })
  if (!made) return refuseAt('conflict', '/data/promoCode', `There is a promo code ${code} already.`)
  return readObject({ ...services, scopes: new Set() }, 'promo_codes_v2', id)
}

/** Nobody can use it from now on. Refusal: `not_found`. */
export async function deletePromoCode({ db, clock }: Needed, id: string): Promise<Refusal | undefined> {
  const gone = await db.read.promoCodes.delete(id, clock.now())
  return gone ? undefined : refuse('not_found', `There is no promo code "${id}".`)
}

function readPromoCode(code: string, { id, data }: PromoCodeBody): PromoCode | Refusal {
  const given = data.discount.orderItemsWithSpecifiedDiscount ?? data.orderItemsWithSpecifiedDiscount
  const isSelective = data.applicationLevel === 'selectedItems'
  const mistake =
    refuseCode(code, id, data.promoCode === undefined ? '/name' : '/data/promoCode') ??
    refuseSelection(isSelective, given?.discountedOffers) ??
    refuseAmount(data.discount) ??
    refuseDates(data)
  if (mistake) return mistake
  const terms = toDiscountTerms(code, {
    ...data.discount,
    orderItemsWithSpecifiedDiscount: isSelective ? given : undefined,
  })
  return {
    code,
    active: data.status ?? true,
    startsAt: data.promoStartDate == null ? undefined : toDay(data.promoStartDate),
    expiresAt: data.promoExpiryDate == null ? undefined : toDay(data.promoExpiryDate),
    isCombinable: data.combinable ?? false,
    terms,
  }
}

function refuseCode(code: string, id: string | undefined, pointer: string): Refusal | undefined {
  if (!/^[A-Z0-9]{1,50}$/.test(code))
    return refuseAt('invalid_request', pointer, 'A promo code is 1 to 50 letters and digits.')
  if (id === undefined || id.toUpperCase() === `PROMO_CODE_V2-${code}`) return undefined
  return refuseAt('invalid_request', '/id', `The id of ${code} is promo_code_v2-${code}.`)
}

function refuseSelection(isSelective: boolean, offers: readonly string[] | undefined): Refusal | undefined {
  const named = offers !== undefined && offers.length > 0
  if (isSelective === named) return undefined
  return isSelective
    ? refuseAt(
        'invalid_request',
        '/data/orderItemsWithSpecifiedDiscount',
        '`selectedItems` needs the offers that it is for.',
      )
    : refuseAt(
        'invalid_request',
        '/data/applicationLevel',
        'A code for named offers has the applicationLevel `selectedItems`.',
      )
}

function refuseAmount({
  discountType,
  amountDiscount,
  currency,
}: PromoCodeBody['data']['discount']): Refusal | undefined {
  if (discountType === 'DiscountPercentage') return undefined
  if (currency == null)
    return refuseAt('invalid_request', '/data/discount/currency', 'A fixed amount needs its currency.')
  if (fromDecimal(String(amountDiscount), currency) !== undefined) return undefined
  return refuseAt(
    'invalid_request',
    '/data/discount/amountDiscount',
    `${amountDiscount} is no amount of ${currency}.`,
  )
}

function refuseDates({ promoStartDate: from, promoExpiryDate: until }: PromoCodeBody['data']) {
  if (from == null || until == null || Date.parse(from) <= Date.parse(until)) return undefined
  return refuseAt('invalid_request', '/data/promoExpiryDate', 'It must not lie before `promoStartDate`.')
}
