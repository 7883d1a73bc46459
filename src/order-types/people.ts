import type { z } from 'zod'
import { addressMistakes, tidyAddress } from '../contract/check-address.ts'
import type { address, customerDetails as wireDetails } from '../contract/parts.ts'
import type { Address, CustomerDetails } from '../domain/party.ts'
import { isTimeZone } from '../domain/time-zone.ts'
import { vatNumberMistake } from '../domain/vat-number.ts'

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

/**
 * An address in our words: its first line is made of street and number when only those were given, a known state goes by its
 * ISO 3166-2 code, the postcode in upper case.
 */
export function toAddress(wire: z.output<typeof address> | undefined): Address | undefined {
  if (wire === undefined) return undefined
  const tidy = tidyAddress(wire)
  if (tidy.streetName === undefined || tidy.address1 !== undefined) return tidy
  return { ...tidy, address1: [tidy.streetName, tidy.buildingNumber].filter(Boolean).join(' ') }
}

interface People {
  readonly country?: string | undefined
  readonly customerDetails?: z.output<typeof wireDetails> | undefined
  readonly address?: z.output<typeof address> | undefined
  readonly billingDetails?: z.output<typeof address> | undefined
  readonly deliveryDetails?: z.output<typeof address> | undefined
}

interface PeopleMistake {
  /** Names of the fields that lead to it. */
  readonly path: readonly string[]
  readonly message: string
}

const addressFields = ['address', 'billingDetails', 'deliveryDetails'] as const

/** What cannot be right in what a body says of people: a time zone or language that is none, an address or a VAT number against its country. */
export function peopleMistakes(people: People): readonly PeopleMistake[] {
  const wrong = addressFields.flatMap((name) =>
    addressMistakes(people[name] ?? {}).map(({ field, message }) => ({ path: [name, field], message })),
  )
  return [...detailsMistakes(people), ...wrong]
}

function detailsMistakes({ customerDetails, billingDetails, country }: People): readonly PeopleMistake[] {
  const { timeZone, locale, vatNumber = '' } = customerDetails ?? {}
  const mistakes: PeopleMistake[] = []
  if (timeZone !== undefined && !isTimeZone(timeZone))
    mistakes.push({
      path: ['customerDetails', 'timeZone'],
      message: 'must be an IANA time zone, such as Europe/London',
    })
  if (locale !== undefined && !isLanguage(locale))
    mistakes.push({
      path: ['customerDetails', 'locale'],
      message: 'must be a BCP 47 language tag, such as en-GB',
    })
  const vatMistake = vatNumberMistake(vatNumber, billingDetails?.country ?? country)
  if (vatMistake !== undefined) mistakes.push({ path: ['customerDetails', 'vatNumber'], message: vatMistake })
  return mistakes
}

function isLanguage(tag: string): boolean {
  if (tag === '') return true
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** The same, as a step of a schema. */
export function checkPeople(people: People, context: z.RefinementCtx): void {
  for (const { path, message } of peopleMistakes(people))
    context.addIssue({ code: 'custom', path: [...path], message })
}
