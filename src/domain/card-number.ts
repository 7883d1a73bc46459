/** Whether a text holds the number of a payment card. Such a number must reach the gateway alone, never us. */

/** Digits in one piece, or in groups with blanks or dashes as people write them. Long enough, for a quick no. */
const manyDigits = /\p{N}(?:[\p{Zs}\t\p{Pd}]{0,3}\p{N}){12}/u
const digitGroups = /\d(?:[ -]{0,3}\d)*/g

/** Codes that computers make: their digits stand in groups too. */
const madeCode = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{20,}/gi

const otherDashes = /[\u058a\u1806\u2010-\u2015\u2212\u2e3a\u2e3b\u301c\u3030]/g

/** With its country, by the rules of telephone numbers. */
const longestPhone = 15

/** The first digits of the brands that are used, and how long their numbers are. */
const brands: readonly { readonly begins: RegExp; readonly lengths: readonly number[] }[] = [
  // Visa
  { begins: /^4/, lengths: [13, 16, 19] },
  // Mastercard
  { begins: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  // American Express
  { begins: /^3[47]/, lengths: [15] },
  // Diners Club
  { begins: /^(30[0-5]|3[689])/, lengths: [14, 16, 19] },
  // JCB
  { begins: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  // Discover, UnionPay, Maestro and others
  { begins: /^(6|5018|5020|5038)/, lengths: [16, 17, 18, 19] },
]

/**
 * Does the text hold something that is a card number by its beginning, its length and its check digit? Of codes of 16 digits that a
 * computer made at random, about one in thirty does by chance: with a letter next to the digits it is none.
 */
export function holdsCardNumber(text: string): boolean {
  if (!manyDigits.test(text)) return false
  const plain = text.normalize('NFKC').replace(otherDashes, '-').replace(/\t/g, ' ').replace(madeCode, 'x')
  for (const { 0: written, index } of plain.matchAll(digitGroups))
    if (holdsOne(written, plain.slice(Math.max(0, index - 2), index), plain.charAt(index + written.length)))
      return true
  return false
}

/** Other numbers may stand beside it (an expiry, a day), so any groups that follow each other are tried. */
function holdsOne(written: string, before: string, after: string): boolean {
  const groups = written.split(/[ -]+/)
  const digits = groups.join('')
  if (before.endsWith('+') && digits.length <= longestPhone) return false
  const isEnd = new Uint8Array(digits.length + 1)
  const starts = [0]
  for (const group of groups) starts.push((starts.at(-1) ?? 0) + group.length)
  for (const start of starts) isEnd[start] = 1
  if (/\p{L}/u.test(after)) isEnd[digits.length] = 0
  const isPartOfMore = /\d[.,]$|\p{L}$/u.test(before)
  return starts.some((start) => (start > 0 || !isPartOfMore) && beginsAt(digits, start, isEnd))
}

function beginsAt(digits: string, start: number, isEnd: Uint8Array): boolean {
  const beginning = digits.slice(start, start + 4)
  return brands.some(
    ({ begins, lengths }) =>
      begins.test(beginning) &&
      lengths.some((length) => isEnd[start + length] === 1 && hasCheckDigit(digits, start, start + length)),
  )
}

/** By Luhn's rule: from the right every second digit counts double, and the sum ends in 0. */
function hasCheckDigit(digits: string, start: number, end: number): boolean {
  let sum = 0
  for (let at = end - 1; at >= start; at -= 1) {
    const digit = (digits.charCodeAt(at) - zero) * ((end - at) % 2 === 0 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

const zero = 48
