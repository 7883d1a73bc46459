import type { z } from 'zod'
import type { address, customerDetails as wireDetails } from '../contract/parts.ts'
import type { Address, CustomerDetails } from '../domain/party.ts'
import { isTimeZone } from '../domain/time-zone.ts'

/**
 * What a body says of the buyer, in our words. Only what was said is there, so that it can be laid over what a basket
 * knows; keys we have no word for stay together in `other`.
 */
export function toCustomerDetails(wire: z.output<typeof wireDetails> | undefined): CustomerDetails {
  const { firstName, lastName, email, phone, companyName, vatNumber, locale, timeZone, ...other } = wire ?? {}
  const known = { firstName, lastName, email, phone, companyName, vatNumber, locale, timeZone }
  const said = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
  return Object.keys(other).length === 0 ? said : { ...said, other }
}

/** An address in our words: its first line is made of street and number when only those were given. */
export function toAddress(wire: z.output<typeof address> | undefined): Address | undefined {
  if (wire?.streetName === undefined || wire.address1 !== undefined) return wire
  return { ...wire, address1: [wire.streetName, wire.buildingNumber].filter(Boolean).join(' ') }
}

/** Finds a time zone that is none. */
export function checkTimeZone(
  { customerDetails }: { readonly customerDetails?: z.output<typeof wireDetails> | undefined },
  context: z.RefinementCtx,
): void {
  const zone = customerDetails?.timeZone
  if (zone === undefined || isTimeZone(zone)) return
  context.addIssue({
    code: 'custom',
    path: ['customerDetails', 'timeZone'],
    message: 'must be an IANA time zone, such as Europe/London',
  })
}
