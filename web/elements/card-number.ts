/** What the first digits of a card number tell. */
export interface Brand {
  readonly name: string
  readonly lengths: readonly number[]
  /** After which digits a space is written. */
  readonly gaps: readonly number[]
  readonly cvcLength: number
}

const common = { lengths: [16], gaps: [4, 8, 12], cvcLength: 3 }
const unknown: Brand = { ...common, name: '', lengths: [13, 14, 15, 16, 17, 18, 19] }

const brands: readonly (readonly [RegExp, Brand])[] = [
  [/^3[47]/, { name: 'Amex', lengths: [15], gaps: [4, 10], cvcLength: 4 }],
  [/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, { ...common, name: 'Mastercard' }],
  [/^(6011|64[4-9]|65)/, { ...common, name: 'Discover' }],
  [/^35(2[89]|[3-8])/, { ...common, name: 'JCB' }],
  [/^4/, { ...common, name: 'Visa', lengths: [13, 16, 19] }],
]

export function brandOf(digits: string): Brand {
  return brands.find(([pattern]) => pattern.test(digits))?.[1] ?? unknown
}

const longest = 19

export const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '')

export function formatNumber(text: string): string {
  const digits = digitsOf(text).slice(0, longest)
  const { gaps } = brandOf(digits)
  return [...digits].map((digit, at) => (gaps.includes(at) ? ` ${digit}` : digit)).join('')
}

/** "12" becomes "12 / ", "1234" becomes "12 / 34", a lone "4" becomes "04 / "; deleting is never undone. */
export function formatExpiry(text: string, deleting: boolean): string {
  const raw = digitsOf(text)
  const digits = (/^[2-9]/.test(raw) ? `0${raw}` : raw).slice(0, 4)
  if (deleting && digits.length <= 2) return digits
  return digits.length < 2 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`
}

/** Has the number a length of its brand, and does its check digit agree? */
export function isCardNumber(digits: string): boolean {
  return brandOf(digits).lengths.includes(digits.length) && checkSum(digits) % 10 === 0
}

/** Nothing shorter is issued any more, but the first digits of a longer one may look like it. */
const leastTyped = 15

/** May whoever types go on to the next field? */
export function isTypedWhole(digits: string): boolean {
  return digits.length >= leastTyped && isCardNumber(digits)
}

function checkSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
}

/** Cards are good until the last day of their month. */
export function isExpiryAhead(text: string, today: Date): boolean {
  const digits = digitsOf(text)
  if (digits.length !== 4) return false
  const [month, year] = [Number(digits.slice(0, 2)), 2000 + Number(digits.slice(2))]
  if (month < 1 || month > 12) return false
  return year * 12 + month > today.getFullYear() * 12 + today.getMonth()
}
