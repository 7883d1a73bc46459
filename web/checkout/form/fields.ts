import { fill, giftTexts, locale, texts } from '../page.ts'
import type { Basket } from '../wire.ts'
import { type AddressPart, addressFormat } from './address-formats.ts'
import { countryOptions } from './countries.ts'

/** One field of the form; `path` says where its value stands in the order. */
export interface FieldSpec {
  readonly path: string
  readonly label: string
  readonly autocomplete: string
  readonly type?: 'email' | 'text' | 'date'
  /** Several lines. */
  readonly rows?: number
  /** Said below it while nothing is wrong. */
  readonly hint?: string
  readonly inputMode?: 'numeric' | 'email'
  readonly required: boolean
  readonly maxLength: number
  readonly options?: readonly (readonly [string, string])[]
  /** Half as wide as the others, so that two stand beside each other. */
  readonly half?: boolean
  /** What is wrong with a value that is there. */
  readonly check?: (value: string) => string | undefined
}

const emailShape = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

export function contactFields(): readonly FieldSpec[] {
  const email: FieldSpec = {
    path: 'customerDetails.email',
    label: texts.email,
    autocomplete: 'email',
    type: 'email',
    inputMode: 'email',
    required: true,
    maxLength: 254,
    check: (value) => (emailShape.test(value) ? undefined : texts.checkEmail),
  }
  const name = (part: 'firstName' | 'lastName', autocomplete: string): FieldSpec => ({
    path: `customerDetails.${part}`,
    label: texts[part],
    autocomplete,
    required: true,
    maxLength: 100,
    half: true,
  })
  const names = [name('firstName', 'given-name'), name('lastName', 'family-name')]
  return [email, ...(locale.startsWith('ja') ? names.reverse() : names)]
}

export function companyFields(): readonly FieldSpec[] {
  return [
    {
      path: 'customerDetails.companyName',
      label: texts.companyName,
      autocomplete: 'organization',
      required: true,
      maxLength: 200,
    },
    {
      path: 'customerDetails.vatNumber',
      label: texts.vatNumber,
      autocomplete: 'off',
      required: false,
      maxLength: 40,
    },
  ]
}

/** Who a gift is for; all of it may stay empty, and the buyer hands the gift over. */
export function recipientFields(): readonly FieldSpec[] {
  const common = { autocomplete: 'off', required: false } as const
  return [
    {
      ...common,
      path: 'recipientDetails.firstName',
      label: texts.firstName,
      maxLength: 100,
      half: true,
    },
    {
      ...common,
      path: 'recipientDetails.lastName',
      label: texts.lastName,
      maxLength: 100,
      half: true,
    },
    {
      ...common,
      path: 'recipientDetails.email',
      label: giftTexts.recipientEmail,
      type: 'email',
      inputMode: 'email',
      maxLength: 254,
      hint: giftTexts.recipientHint,
      check: (value) => (emailShape.test(value) ? undefined : texts.checkEmail),
    },
    {
      ...common,
      path: 'recipientDetails.deliveryDate',
      label: giftTexts.deliveryDate,
      type: 'date',
      maxLength: 10,
      hint: giftTexts.deliveryDateHint,
    },
    { ...common, path: 'recipientDetails.giftMessage', label: giftTexts.message, rows: 3, maxLength: 1000 },
  ]
}

export interface AddressOptions {
  readonly kind: 'billing' | 'delivery'
  readonly country: string
  readonly basket: Pick<Basket, 'allowedCountries'>
  readonly withSecondLine: boolean
}

/** Country first, then the fields that it has, in its order and under its names. */
export function addressFields({
  kind,
  country,
  basket,
  withSecondLine,
}: AddressOptions): readonly FieldSpec[] {
  const section = kind === 'billing' ? 'billing' : 'shipping'
  const chosen = countryField({ kind, section, basket })
  if (country === '') return [chosen]
  const parts = addressFormat(country).order.flatMap((part) => {
    const field = partField(part, { kind, section, country })
    return part === 'address1' && withSecondLine ? [field, secondLine(kind, section)] : [field]
  })
  return [chosen, ...parts]
}

function countryField(of: {
  kind: string
  section: string
  basket: Pick<Basket, 'allowedCountries'>
}): FieldSpec {
  return {
    path: `${of.kind}Details.country`,
    label: texts.country,
    autocomplete: `${of.section} country`,
    required: true,
    maxLength: 2,
    options: countryOptions(of.basket.allowedCountries),
  }
}

function secondLine(kind: string, section: string): FieldSpec {
  return {
    path: `${kind}Details.address2`,
    label: texts.address2,
    autocomplete: `${section} address-line2`,
    required: false,
    maxLength: 200,
  }
}

function partField(part: AddressPart, of: { kind: string; section: string; country: string }): FieldSpec {
  const format = addressFormat(of.country)
  const path = `${of.kind}Details.${part}`
  const common = { path, required: true, maxLength: part === 'postalCode' ? 20 : 100 }
  switch (part) {
    case 'address1':
      return { ...common, label: texts.address1, autocomplete: `${of.section} address-line1`, maxLength: 200 }
    case 'city':
      return { ...common, label: format.city, autocomplete: `${of.section} address-level2`, half: true }
    case 'state':
      return {
        ...common,
        label: format.state,
        autocomplete: `${of.section} address-level1`,
        half: true,
        ...(format.states.length > 0
          ? { options: format.states.map((state) => [state, state] as const) }
          : {}),
      }
    case 'postalCode':
      return {
        ...common,
        label: format.postalCode,
        autocomplete: `${of.section} postal-code`,
        required: format.postalCodeRequired,
        half: true,
        ...(format.postalCodeIsNumeric ? { inputMode: 'numeric' as const } : {}),
        check: (value) => (format.postalCodePattern.test(value) ? undefined : postcodeMistake(of.country)),
      }
  }
}

function postcodeMistake(country: string): string {
  const format = addressFormat(country)
  return fill(texts.checkPostcode, { field: format.postalCode, example: format.postalCodeExample })
}

/** What is wrong with a field's value, in words that say what to do; absent when nothing is. */
export function mistakeIn(field: FieldSpec, typed: string | undefined): string | undefined {
  const value = typed?.trim() ?? ''
  if (value === '') {
    if (!field.required) return undefined
    return field.type === 'email' ? texts.enterEmail : fill(texts.fillIn, { field: field.label })
  }
  if (value.length > field.maxLength) return fill(texts.tooLong, { field: field.label })
  return field.check?.(value)
}

export const idOf = (path: string) => path.replace('.', '-')
