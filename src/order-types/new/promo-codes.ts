import type { ChangeOf } from '../../domain/change.ts'
import type { Message } from '../../domain/changeset.ts'
import { fixedAmount } from '../../domain/discount-terms.ts'
import type { Facts } from '../../domain/facts.ts'
import {
  type KnownPromoCode,
  type PromoReason,
  reasonCode,
  reasonInWords,
  reasonNow,
} from '../../domain/promo-code.ts'
import { isRefused } from '../../domain/refusal.ts'
import type { Bundle } from './bundle.ts'
import { type BasketDiscount, coveredOf, onBasket } from './discounts.ts'

/** What the promo codes of an order come to: discounts and uses of those that apply, a reason for each that does not. */
export interface JudgedCodes {
  readonly discounts: readonly BasketDiscount[]
  readonly uses: readonly ChangeOf<'use_promo_code'>[]
  readonly messages: readonly Message[]
}

/** Code by code, in the order they were named: one that does not combine with what is taken off already is left out. */
export function judgePromoCodes(
  codes: readonly string[],
  bundles: readonly Bundle[],
  facts: Pick<Facts, 'promoCodes' | 'at' | 'timeZone'> & { readonly hasDiscount: boolean },
): JudgedCodes {
  let judged: JudgedCodes = { discounts: [], uses: [], messages: [] }
  const applied: KnownPromoCode[] = []
  for (const code of codes) {
    const promo = facts.promoCodes.find((known) => known.code === code)
    const discount = promo === undefined ? 'unknown' : discountOf(promo, bundles, facts)
    const isAlone = !facts.hasDiscount && applied.length === 0
    const combines = promo?.isCombinable && applied.every(({ isCombinable }) => isCombinable)
    if (typeof discount === 'string') judged = withReason(judged, code, { reason: discount, promo })
    else if (promo === undefined || !(isAlone || combines))
      judged = withReason(judged, code, { reason: 'not_combinable', promo })
    else {
      applied.push(promo)
      judged = {
        discounts: [...judged.discounts, discount],
        uses: [...judged.uses, { kind: 'use_promo_code', code, promoNumber: promo.number }],
        messages: judged.messages,
      }
    }
  }
  return judged
}

function discountOf(
  promo: KnownPromoCode,
  bundles: readonly Bundle[],
  facts: Pick<Facts, 'at' | 'timeZone'>,
): BasketDiscount | PromoReason {
  const reason = reasonNow(promo, facts)
  if (reason !== undefined) return reason
  const { terms, code } = promo
  if (!bundles.some((bundle) => coveredOf(terms, bundle).length > 0)) return 'not_for_these_offers'
  const amount = fixedAmount(terms, bundles[0]?.base.offer.currency ?? '', '/promoCodes')
  if (isRefused(amount)) return 'other_currency'
  const ref = { id: `promo_code_v2-${code}`, version: '', path: '' }
  return onBasket(terms, bundles, { key: `promo/${code}`, amount, ref })
}

function withReason(
  judged: JudgedCodes,
  code: string,
  { reason, promo }: { readonly reason: PromoReason; readonly promo: KnownPromoCode | undefined },
): JudgedCodes {
  const message: Message = {
    level: 'warning',
    code: reasonCode(reason),
    text: reasonInWords(code, reason, promo),
    about: code,
  }
  return { ...judged, messages: [...judged.messages, message] }
}
