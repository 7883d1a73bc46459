import { texts } from '../page.ts'

export type AddressPart = 'address1' | 'city' | 'state' | 'postalCode'

/** How a country writes an address: which parts, in which order, under which names. */
export interface AddressFormat {
  readonly order: readonly AddressPart[]
  readonly city: string
  readonly state: string
  readonly states: readonly string[]
  readonly postalCode: string
  readonly postalCodeRequired: boolean
  readonly postalCodePattern: RegExp
  readonly postalCodeExample: string
  readonly postalCodeIsNumeric: boolean
}

const list = (text: string) => text.split(' ')

const cityThenCode: readonly AddressPart[] = ['address1', 'city', 'postalCode']
const codeThenCity: readonly AddressPart[] = ['address1', 'postalCode', 'city']
const withState: readonly AddressPart[] = ['address1', 'city', 'state', 'postalCode']

const fallback: AddressFormat = {
  order: cityThenCode,
  city: texts.city,
  state: texts.state,
  states: [],
  postalCode: texts.postalCode,
  postalCodeRequired: false,
  postalCodePattern: /^.{0,20}$/,
  postalCodeExample: '',
  postalCodeIsNumeric: false,
}

/** Digits alone are typed on a number pad. */
function code(pattern: RegExp, example: string): Partial<AddressFormat> {
  return {
    postalCodePattern: pattern,
    postalCodeExample: example,
    postalCodeRequired: true,
    postalCodeIsNumeric: /^\d+$/.test(example),
  }
}

const continental = (pattern: RegExp, example: string): Partial<AddressFormat> => ({
  order: codeThenCity,
  ...code(pattern, example),
})

const four = /^\d{4}$/
const five = /^\d{5}$/

const formats: Readonly<Record<string, Partial<AddressFormat>>> = {
  GB: {
    city: texts.town,
    postalCode: texts.postcode,
    ...code(/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i, 'SW1A 1AA'),
  },
  US: {
    order: withState,
    states: list(
      'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP',
    ),
    postalCode: texts.zip,
    ...code(/^\d{5}(-\d{4})?$/, '10001'),
  },
  CA: {
    order: withState,
    state: texts.province,
    states: list('AB BC MB NB NL NS NT NU ON PE QC SK YT'),
    ...code(/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i, 'K1A 0B1'),
  },
  AU: {
    order: withState,
    city: texts.suburb,
    states: list('ACT NSW NT QLD SA TAS VIC WA'),
    postalCode: texts.postcode,
    ...code(four, '2000'),
  },
  JP: {
    order: ['postalCode', 'state', 'city', 'address1'],
    state: texts.prefecture,
    ...code(/^\d{3}-?\d{4}$/, '100-0001'),
  },
  NZ: { postalCode: texts.postcode, ...code(four, '6011') },
  BR: { order: withState, ...code(/^\d{5}-?\d{3}$/, '01310-100') },
  IN: { order: withState, ...code(/^\d{3} ?\d{3}$/, '110001') },
  MX: { order: ['address1', 'postalCode', 'city', 'state'], ...code(five, '06000') },
  IE: { city: texts.town },
  ES: { order: ['address1', 'postalCode', 'city', 'state'], state: texts.province, ...code(five, '28001') },
  IT: { order: ['address1', 'postalCode', 'city', 'state'], state: texts.province, ...code(five, '00118') },
  DE: continental(five, '10115'),
  FR: continental(five, '75001'),
  AT: continental(four, '1010'),
  CH: continental(four, '8001'),
  BE: continental(four, '1000'),
  DK: continental(four, '1050'),
  NO: continental(four, '0150'),
  FI: continental(five, '00100'),
  SE: continental(/^\d{3} ?\d{2}$/, '111 22'),
  NL: continental(/^\d{4} ?[A-Z]{2}$/i, '1012 AB'),
  PL: continental(/^\d{2}-?\d{3}$/, '00-001'),
  PT: continental(/^\d{4}(-\d{3})?$/, '1000-001'),
  AE: { order: ['address1', 'city'] },
  HK: { order: ['address1', 'city'] },
  KW: { order: codeThenCity },
}

export function addressFormat(country: string): AddressFormat {
  return { ...fallback, ...formats[country] }
}
