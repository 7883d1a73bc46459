import type { z } from 'zod'
import type { customerDetails } from '../contract/parts.ts'
import type { CustomerDetails } from '../domain/party.ts'

type WireCustomer = z.output<typeof customerDetails>

/** Our words for what a request says of the buyer; keys that we have no word for stay together in `other`. */
export function toCustomer(wire: WireCustomer | undefined): CustomerDetails {
  const { firstName, lastName, email, phone, companyName, vatNumber, locale, timeZone, ...other } = wire ?? {}
  const known = { firstName, lastName, email, phone, companyName, vatNumber, locale, timeZone }
  return Object.keys(other).length === 0 ? known : { ...known, other }
}

/** The same on the way out, as it came in. */
export function fromCustomer({ other, ...known }: CustomerDetails): WireCustomer {
  return { ...other, ...known }
}
