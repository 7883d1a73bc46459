const suffixLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'
const partLength = 5

/** The first three characters of an id say what it names. */
const prefixes = { account: '001', contact: '003' } as const

/**
 * The 18-character form of a Salesforce id of this kind, given with 15 characters or with 18;
 * `undefined` when it is none: other characters, another kind, or a checksum that does not fit.
 */
export function canonicalSalesforceId(kind: keyof typeof prefixes, given: unknown): string | undefined {
  if (typeof given !== 'string' || !/^[0-9A-Za-z]{15}(?:[0-9A-Z]{3})?$/.test(given)) return undefined
  if (!given.startsWith(prefixes[kind])) return undefined
  const base = given.slice(0, 3 * partLength)
  const canonical = base + suffixOf(base)
  return given.length === base.length || given === canonical ? canonical : undefined
}

/** One character for each five: which of them are upper case, the first one being the lowest bit. */
function suffixOf(base: string): string {
  return [0, 1, 2]
    .map((part) => base.slice(part * partLength, (part + 1) * partLength))
    .map((part) => [...part].reduce((bits, letter, at) => bits | (isUpper(letter) ? 1 << at : 0), 0))
    .map((bits) => suffixLetters.charAt(bits))
    .join('')
}

function isUpper(letter: string): boolean {
  return letter >= 'A' && letter <= 'Z'
}
