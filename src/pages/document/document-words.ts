import type { ChargeLine } from '../../domain/charge.ts'
import type { Invoice } from '../../domain/invoice.ts'
import { toDecimal, toPercent } from '../../domain/money.ts'
import type { Address } from '../../domain/party.ts'
import type { Settings } from '../../domain/settings.ts'
import { taxTotals } from '../../domain/tax.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { PrintedDocument, PrintedLine, TotalRow } from '../../ports/document-printer.ts'
import { formatAmount, formatDay, formatPercent, formatTax } from '../format.ts'
import { fill, type Language } from '../languages.ts'
import { regionName } from './region-name.ts'
import { type DocumentTexts, documentTexts } from './texts.ts'

/** How a document of one currency and language puts things. */
export interface Words {
  readonly language: Language
  readonly texts: DocumentTexts
  readonly amount: (minor: number) => string
  readonly day: (on: LocalDate) => string
}

export function wordsOf(language: Language, currency: string): Words {
  const { locale } = language
  return {
    language,
    texts: documentTexts(locale),
    amount: (minor) => formatAmount(toDecimal(minor, currency), { currency, locale }),
    day: (on) => formatDay(on, locale),
  }
}

/** Who sells, with what the law wants to be told. */
export function merchantWords(
  { merchantName, merchantAddress, merchantVatNumber, supportEmail }: Settings,
  { texts }: Words,
): PrintedDocument['merchant'] {
  return {
    name: merchantName,
    details: [
      ...(merchantAddress?.split('\n').map((line) => line.trim()) ?? []),
      merchantVatNumber && fill(texts.vatNumber, { number: merchantVatNumber }),
      supportEmail,
    ].filter((line): line is string => line !== undefined && line !== ''),
  }
}

/** Where the code stands before the town; elsewhere it comes last. */
const codeFirst = new Set(
  'AD AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT JP KW LI LT LU MC MX NL NO PL PT RO RS SE SI SK SM'.split(
    ' ',
  ),
)

function townLine({ country, postalCode, city, state }: Address): string {
  const parts = codeFirst.has(country ?? '') ? [postalCode, city, state] : [city, state, postalCode]
  return parts.filter(Boolean).join(' ')
}

/** To whom: the copy that the document keeps. */
export function addressLines({ customer, address }: Invoice['billTo'], words: Words): readonly string[] {
  const nameOf = (person: { firstName?: string | undefined; lastName?: string | undefined }) =>
    [person.firstName, person.lastName].filter(Boolean).join(' ')
  const lines = [
    address?.company ?? customer.companyName,
    address === undefined ? nameOf(customer) : nameOf(address) || nameOf(customer),
    address?.address1,
    address?.address2,
    address && townLine(address),
    address?.country && regionName(address.country, words.language.locale),
    customer.vatNumber && fill(words.texts.vatNumber, { number: customer.vatNumber }),
    customer.email,
  ]
  return lines.filter((line): line is string => line !== undefined && line !== '')
}

export function columnsOf({ texts }: Words, lines: readonly ChargeLine[]): PrintedDocument['columns'] {
  const { description, quantity, unitPrice, amount } = texts
  const tax = lines.some(({ taxRate }) => taxRate !== undefined) ? texts.tax : undefined
  return { description, quantity, unitPrice, tax, amount }
}

/** A line is shown at its price: with an inclusive tax in it. */
export function lineWords(line: ChargeLine, words: Words): PrintedLine {
  const { label, productName, quantity, unitAmount, amount, tax, taxRate, discount } = line
  const { texts, language } = words
  const days = { start: words.day(line.serviceStartOn), end: words.day(line.serviceEndOn) }
  return {
    description: productName === label || productName === '' ? label : `${productName}: ${label}`,
    notes: [
      ...(line.oneTime ? [] : [fill(language.texts.period, days)]),
      ...(discount === undefined ? [] : [fill(texts.discount, { amount: words.amount(-discount) })]),
    ],
    quantity: String(quantity),
    unitPrice: words.amount(unitAmount),
    tax: taxRate === undefined ? '' : formatPercent(toPercent(taxRate.rate), language.locale),
    amount: words.amount(taxRate?.inclusive ? amount + tax : amount),
  }
}

/** Sum, taxes on top, total, taxes within. */
export function sumRows(
  { lines, subtotal, total }: { lines: readonly ChargeLine[]; subtotal: number; total: number },
  words: Words,
): readonly TotalRow[] {
  const taxes = taxTotals(lines)
  const { language, texts } = words
  const named = (tax: (typeof taxes)[number]) =>
    formatTax({ ...tax, rate: toPercent(tax.rate) }, language.locale)
  const onTop = taxes.filter(({ inclusive }) => !inclusive)
  return [
    ...(onTop.length === 0 ? [] : [row(texts.withoutTax, words.amount(subtotal))]),
    ...onTop.map((tax) => row(named(tax), words.amount(tax.tax))),
    { ...row(texts.total, words.amount(total)), strong: true },
    ...taxes
      .filter(({ inclusive }) => inclusive)
      .map((tax) => row(fill(language.texts.includingTax, { tax: named(tax) }), words.amount(tax.tax))),
  ]
}

export function row(name: string, value: string): TotalRow {
  return { name, value, strong: false }
}
