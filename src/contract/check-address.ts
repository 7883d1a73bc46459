import type { z } from 'zod'
import type { address } from './parts.ts'
import { isPostcode, postcodeExample, tidyPostcode } from './postcodes.ts'
import { findSubdivision, isSubdivision, subdivisionExample } from './subdivisions.ts'

type WireAddress = z.output<typeof address>

export interface AddressMistake {
  readonly field: 'state' | 'postalCode'
  /** What is expected there, with an example. */
  readonly message: string
}

/** What cannot be right in an address, by the rules of its own country. Without a country there are no rules. */
export function addressMistakes({ country, state, postalCode }: WireAddress): readonly AddressMistake[] {
  if (country === undefined) return []
  const mistakes: AddressMistake[] = []
  if (isGiven(state) && !isSubdivision(country, state))
    mistakes.push({
      field: 'state',
      message: `must be a subdivision of ${country} by its ISO 3166-2 code or its name, such as ${subdivisionExample(country)}`,
    })
  if (isGiven(postalCode) && !isPostcode(country, postalCode))
    mistakes.push({
      field: 'postalCode',
      message: `must be a postcode of ${country}, such as ${postcodeExample(country)}`,
    })
  return mistakes
}

/** The address as it is kept: a state that is known by its code, a postcode in upper case. Everything else as it came. */
export function tidyAddress(wire: WireAddress): WireAddress {
  const { country, state, postalCode } = wire
  const found = country === undefined || !isGiven(state) ? undefined : findSubdivision(country, state)
  return {
    ...wire,
    ...(found === undefined ? {} : { state: found.code }),
    ...(postalCode === undefined ? {} : { postalCode: tidyPostcode(postalCode) }),
  }
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}
