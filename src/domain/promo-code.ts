import type { DiscountTerms } from './discount-terms.ts'
import type { Instant, LocalDate, TimeZone } from './time.ts'
import { localDay } from './time-zone.ts'
import { dayInWords } from './words.ts'

/** What a promo code gives, and when. Letters and digits in upper case. */
export interface PromoCode {
  readonly code: string
  readonly active: boolean
  /** A day counts from its beginning; absent: from now on. */
  readonly startsAt: Instant | LocalDate | undefined
  /** A day is the last on which it can be used, an instant the first at which it cannot; absent: never. */
  readonly expiresAt: Instant | LocalDate | undefined
  /** May it be used beside another code, or beside a discount of the order's own? */
  readonly isCombinable: boolean
  readonly terms: DiscountTerms
}

/** A code as an order meets it. */
export interface KnownPromoCode extends PromoCode {
  /** Names this code among all there were, deleted ones included. */
  readonly number: number
  /** How many uses are left; absent: no limit. */
  readonly left: number | undefined
  /** The order holds a use of it already: that stands, whatever has become of the code since. */
  readonly isHeld: boolean
}

/** Why a code does not apply. */
export type PromoReason =
  | 'unknown'
  | 'inactive'
  | 'not_started'
  | 'expired'
  | 'used_up'
  | 'not_for_these_offers'
  | 'other_currency'
  | 'not_combinable'

const prefix = 'promo_code_'

/** The code of the message that says so. */
export function reasonCode(reason: PromoReason): string {
  return `${prefix}${reason}`
}

/** Does a message say why a promo code does not apply? */
export function saysWhyNot({ level, code }: { readonly level: string; readonly code: string }): boolean {
  return level === 'warning' && code.startsWith(prefix)
}

/** Codes are compared in upper case, and named once. */
export function normalisedCodes(given: readonly string[]): readonly string[] {
  return [...new Set(given.map((code) => code.trim().toUpperCase()).filter((code) => code !== ''))]
}

/** Why the code cannot be used at this instant, whatever is bought; `undefined` when it can. */
export function reasonNow(
  promo: KnownPromoCode,
  { at, timeZone }: { readonly at: Instant; readonly timeZone: TimeZone },
): PromoReason | undefined {
  if (promo.isHeld) return undefined
  if (!promo.active) return 'inactive'
  const today = localDay(at, timeZone)
  const { startsAt, expiresAt } = promo
  if (startsAt !== undefined && (isDay(startsAt) ? today < startsAt : at < startsAt)) return 'not_started'
  if (expiresAt !== undefined && (isDay(expiresAt) ? today > expiresAt : at >= expiresAt)) return 'expired'
  return promo.left !== undefined && promo.left <= 0 ? 'used_up' : undefined
}

/** In plain words, naming the code. */
export function reasonInWords(code: string, reason: PromoReason, promo: PromoCode | undefined): string {
  const since = promo?.expiresAt === undefined ? '' : ` on ${dayInWords(promo.expiresAt.slice(0, 10))}`
  const from = promo?.startsAt === undefined ? '' : ` before ${dayInWords(promo.startsAt.slice(0, 10))}`
  const words: Readonly<Record<PromoReason, string>> = {
    unknown: 'there is no such promo code',
    inactive: 'the promo code is switched off',
    not_started: `the promo code cannot be used${from}`,
    expired: `the promo code expired${since}`,
    used_up: 'the promo code was used as often as it may be',
    not_for_these_offers: 'the promo code is not for these offers',
    other_currency: 'the promo code is in another currency',
    not_combinable: 'the promo code cannot be combined with another discount',
  }
  return `${code}: ${words[reason]}.`
}

function isDay(at: Instant | LocalDate): boolean {
  return at.length === 'YYYY-MM-DD'.length
}
