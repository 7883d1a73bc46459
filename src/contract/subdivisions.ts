import { iso31662 } from 'iso-3166'

/** States, provinces, counties: the subdivisions of ISO 3166-2, found by code (`US-NY`, `NY`) or by name, kept by their code. */

export interface Subdivision {
  /** Without the country: `NY`. */
  readonly code: string
  readonly name: string
}

/** Names and codes that are written on letters and are no part of the standard. */
const besides: Readonly<Record<string, readonly (readonly [written: string, code: string])[]>> = {
  US: [
    ['AA', 'AA'],
    ['AE', 'AE'],
    ['AP', 'AP'],
    ['FM', 'FM'],
    ['MH', 'MH'],
    ['PW', 'PW'],
    ['Washington DC', 'DC'],
  ],
  IN: [
    ['Orissa', 'OD'],
    ['OR', 'OD'],
    ['TG', 'TS'],
    ['CT', 'CG'],
    ['Uttaranchal', 'UK'],
    ['UT', 'UK'],
    ['Puducherry', 'PY'],
    ['Pondicherry', 'PY'],
  ],
  MX: [
    ['CDMX', 'CMX'],
    ['DF', 'CMX'],
    ['Estado de México', 'MEX'],
    ['Coahuila', 'COA'],
    ['Michoacán', 'MIC'],
    ['Veracruz', 'VER'],
  ],
  DE: [['Bavaria', 'BY']],
}

interface Country {
  readonly byCode: ReadonlyMap<string, Subdivision>
  readonly byName: ReadonlyMap<string, Subdivision>
}

const countries = new Map<string, Country>()

function countryOf(country: string): Country {
  const known = countries.get(country)
  if (known !== undefined) return known
  const read = readCountry(country)
  countries.set(country, read)
  return read
}

/** Of two with one name the larger counts: a region before a province in it. */
function readCountry(country: string): Country {
  const prefix = `${country}-`
  const entries = iso31662
    .filter(({ code }) => code.startsWith(prefix))
    .sort((a, b) => Number(b.parent === country) - Number(a.parent === country))
  const byCode = new Map<string, Subdivision>()
  const byName = new Map<string, Subdivision>()
  for (const { code, name } of entries) {
    const subdivision = { code: code.slice(prefix.length), name }
    byCode.set(subdivision.code, subdivision)
    if (!byName.has(plain(name))) byName.set(plain(name), subdivision)
  }
  for (const [written, code] of besides[country] ?? [])
    byName.set(plain(written), byCode.get(code) ?? { code, name: written })
  return { byCode, byName }
}

/** Letters and digits alone, without accents and case. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
}

/** The subdivision of the country that a text names, by its code with or without the country, or by its name. */
export function findSubdivision(country: string, written: string): Subdivision | undefined {
  const { byCode, byName } = countryOf(country)
  const text = written.trim().toUpperCase()
  const code = text.startsWith(`${country}-`) ? text.slice(country.length + 1) : text
  return byCode.get(code) ?? byName.get(plain(written))
}

/** Countries whose post goes by the state, whose states are a closed list, and where people write their names as the list has them. */
const byTheState: ReadonlySet<string> = new Set(['AU', 'BR', 'CA', 'IN', 'US'])

/** A code of three characters at most, or with a country before it: nothing that is written on letters for its own sake. */
const looksLikeCode = /^([A-Z]{2}-[A-Z0-9]{1,3}|[A-Z0-9]{1,3})$/

/**
 * Can this stand as state, province or county in an address of the country? What looks like a code must be one; a name must be
 * known where letters go by the state. Elsewhere people write counties and regions in words of their own, which are kept.
 */
export function isSubdivision(country: string, written: string): boolean {
  if (findSubdivision(country, written) !== undefined) return true
  if (countryOf(country).byCode.size === 0) return true
  return !byTheState.has(country) && !looksLikeCode.test(written.trim())
}

/** A subdivision to show what is expected: `AL (Alabama)`. */
export function subdivisionExample(country: string): string {
  const [first] = [...countryOf(country).byCode.values()].filter(({ code }) => /^[A-Z]+$/.test(code))
  const shown = first ?? [...countryOf(country).byCode.values()][0]
  return shown === undefined ? '' : `${shown.code} (${shown.name})`
}
