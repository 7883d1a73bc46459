/** Crockford's base 32: no I, L, O or U, so that nothing is read as something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const secretLength = 19
const groupLength = 5

/** The code that a derived token stands for: 95 of its bits and a check character, twenty characters in all. */
export function giftCodeFrom(token: string): string {
  const secret = [...token.slice(0, secretLength)]
    .map((character) => alphabet[base64url.indexOf(character) % alphabet.length] ?? '')
    .join('')
  return secret + checkCharacter(secret)
}

/** As people read it: `7Q2MX-…`, four groups of five. */
export function groupedGiftCode(code: string): string {
  return (code.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-')
}

/**
 * A code as it was typed, as it is derived: case, blanks and dashes do not matter, O is 0, I and L are 1. `undefined` when it can be
 * no code: wrong length, a foreign character, or its check character says that it was mistyped.
 */
export function readGiftCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (code.length !== secretLength + 1 || [...code].some((character) => !alphabet.includes(character)))
    return undefined
  const secret = code.slice(0, secretLength)
  return checkCharacter(secret) === code.at(-1) ? code : undefined
}

/** Luhn's check over 32 characters: one wrong character is always found, two that changed places nearly always. */
function checkCharacter(secret: string): string {
  const size = alphabet.length
  const sum = [...secret].reverse().reduce((total, character, place) => {
    const value = alphabet.indexOf(character) * (place % 2 === 0 ? 2 : 1)
    return total + Math.floor(value / size) + (value % size)
  }, 0)
  return alphabet[(size - (sum % size)) % size] ?? ''
}
