import type { Draft } from '../draft.ts'
import { countryName } from '../format.ts'
import { giftTexts, texts } from '../page.ts'
import type { Basket } from '../wire.ts'
import {
  addressFields,
  companyFields,
  contactFields,
  type FieldSpec,
  mistakeIn,
  recipientFields,
} from './fields.ts'

/** A group of fields under one heading. */
export interface Section {
  readonly id: 'contact' | 'recipient' | 'company' | 'billing' | 'delivery'
  readonly title: string
  readonly fields: readonly FieldSpec[]
}

/** Only what is needed: whom a gift is for, company fields when an offer asks for them, delivery when something is delivered. */
export function sectionsOf(basket: Basket, draft: Draft): readonly Section[] {
  const sections: Section[] = [{ id: 'contact', title: texts.contact, fields: contactFields() }]
  if (basket.isGift) sections.push({ id: 'recipient', title: giftTexts.recipient, fields: recipientFields() })
  if (basket.requestCompanyInfo)
    sections.push({ id: 'company', title: texts.company, fields: companyFields() })
  sections.push({ id: 'billing', title: texts.billingAddress, fields: addressOf('billing', basket, draft) })
  if (basket.hasDelivery && !draft.deliverToBilling)
    sections.push({
      id: 'delivery',
      title: texts.deliveryAddress,
      fields: addressOf('delivery', basket, draft),
    })
  return sections
}

function addressOf(kind: 'billing' | 'delivery', basket: Basket, draft: Draft): readonly FieldSpec[] {
  return addressFields({
    kind,
    basket,
    country: draft.values[`${kind}Details.country`] ?? '',
    withSecondLine: draft.values[`${kind}Details.address2`] !== undefined,
  })
}

/** Sections that the sender filled in whole: they are shown as text. */
export function prefilledSections(basket: Basket, sender: Draft): ReadonlySet<Section['id']> {
  const whole = sectionsOf(basket, sender).filter(
    ({ fields }) =>
      fields.some(({ path }) => sender.values[path]) &&
      fields.every((field) => mistakeIn(field, sender.values[field.path]) === undefined),
  )
  return new Set(whole.map(({ id }) => id))
}

/** What stands in a section, as lines of text. */
export function sectionLines(section: Section, values: Draft['values']): readonly string[] {
  const of = (path: string) => values[path]?.trim() ?? ''
  if (section.id === 'contact')
    return [
      `${of('customerDetails.firstName')} ${of('customerDetails.lastName')}`,
      of('customerDetails.email'),
    ]
  return section.fields
    .map(({ path }) => (path.endsWith('.country') ? countryName(of(path)) : of(path)))
    .filter((line) => line !== '')
}
