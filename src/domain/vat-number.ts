/**
 * VAT numbers by the letters they begin with, without those letters: the formats that the European Commission's VIES publishes
 * for the member states (Greece is `EL`, Northern Ireland `XI`), and those of the United Kingdom.
 */
const formats: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  AT: { pattern: /^U\d{8}$/, example: 'ATU12345678' },
  BE: { pattern: /^[01]\d{9}$/, example: 'BE0123456789' },
  BG: { pattern: /^\d{9,10}$/, example: 'BG123456789' },
  CY: { pattern: /^\d{8}[A-Z]$/, example: 'CY12345678X' },
  CZ: { pattern: /^\d{8,10}$/, example: 'CZ12345678' },
  DE: { pattern: /^\d{9}$/, example: 'DE123456789' },
  DK: { pattern: /^\d{8}$/, example: 'DK12345678' },
  EE: { pattern: /^\d{9}$/, example: 'EE123456789' },
  EL: { pattern: /^\d{9}$/, example: 'EL123456789' },
  ES: { pattern: /^[A-Z0-9]\d{7}[A-Z0-9]$/, example: 'ESX1234567X' },
  FI: { pattern: /^\d{8}$/, example: 'FI12345678' },
  FR: { pattern: /^[A-Z0-9]{2}\d{9}$/, example: 'FR12345678901' },
  GB: { pattern: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, example: 'GB123456789' },
  HR: { pattern: /^\d{11}$/, example: 'HR12345678901' },
  HU: { pattern: /^\d{8}$/, example: 'HU12345678' },
  IE: { pattern: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/, example: 'IE1234567WA' },
  IT: { pattern: /^\d{11}$/, example: 'IT12345678901' },
  LT: { pattern: /^(\d{9}|\d{12})$/, example: 'LT123456789' },
  LU: { pattern: /^\d{8}$/, example: 'LU12345678' },
  LV: { pattern: /^\d{11}$/, example: 'LV12345678901' },
  MT: { pattern: /^\d{8}$/, example: 'MT12345678' },
  NL: { pattern: /^[A-Z0-9]{9}B\d{2}$/, example: 'NL123456789B01' },
  PL: { pattern: /^\d{10}$/, example: 'PL1234567890' },
  PT: { pattern: /^\d{9}$/, example: 'PT123456789' },
  RO: { pattern: /^\d{2,10}$/, example: 'RO1234567890' },
  SE: { pattern: /^\d{12}$/, example: 'SE123456789012' },
  SI: { pattern: /^\d{8}$/, example: 'SI12345678' },
  SK: { pattern: /^\d{10}$/, example: 'SK1234567890' },
  XI: { pattern: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, example: 'XI123456789' },
}

/**
 * What is wrong with a VAT number, given the country of whoever it belongs to; `undefined` when nothing can be said against it.
 * A number may leave out the letters of that country, or have those of another that is known. Only its form is looked at.
 */
export function vatNumberMistake(written: string, country: string | undefined): string | undefined {
  const compact = written.toUpperCase().replace(/[\s.\-/]/g, '')
  if (compact === '') return undefined
  const own = country === undefined ? undefined : lettersOf(country)
  if (own !== undefined && formats[own]?.pattern.test(compact)) return undefined
  const letters = lettersOf(compact.slice(0, 2))
  const named = formats[letters]
  if (named?.pattern.test(compact.slice(2))) return undefined
  const expected = own === undefined ? undefined : formats[own]
  if (expected !== undefined && own !== undefined) return expectation(own, expected.example)
  // A country without a format here may have numbers that begin like those of another.
  return country === undefined && named !== undefined ? expectation(letters, named.example) : undefined
}

function expectation(letters: string, example: string): string {
  return `must be a VAT number of the form of ${letters}, such as ${example}`
}

/** In VAT numbers Greece goes by its language. */
function lettersOf(country: string): string {
  return country === 'GR' ? 'EL' : country
}
