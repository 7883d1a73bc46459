import type { Receipt, ReceiptLine, ReceiptTax } from '../contract/receipt.ts'
import { formatAmount, formatDay, formatTax } from './format.ts'
import { giftTextsOf } from './gift-language.ts'
import { html, type SafeHtml } from './html.ts'
import { fill, type Language, pickLanguage } from './languages.ts'

/** A receipt as a mail, in the language of `locale` (English when we do not speak it). */
export function renderReceiptMail(
  receipt: Receipt,
  locale: string,
): { subject: string; text: string; html: string } {
  const language = pickLanguage({ locale })
  const subject = fill(language.texts.mailSubject, {
    reference: receipt.order_reference,
    merchant: receipt.merchant.name,
  })
  const mail = { subject, opening: openingOf(receipt, language), tables: tablesOf(receipt, language) }
  return { subject, text: asText(mail, receipt, language), html: asHtml(mail, receipt, language) }
}

interface Table {
  readonly heading: string | undefined
  readonly rows: readonly (readonly [string, string])[]
}

interface Mail {
  readonly subject: string
  readonly opening: readonly string[]
  readonly tables: readonly Table[]
}

function openingOf(receipt: Receipt, { texts }: Language): readonly string[] {
  return [texts.mailGreeting, `${texts.orderReference}: ${receipt.order_reference}`]
}

const shownCharges = 3

function tablesOf(receipt: Receipt, { locale, texts }: Language): readonly Table[] {
  const amount = (value: string) => formatAmount(value, { currency: receipt.currency, locale })
  const day = (date: string) => formatDay(date, locale)
  const starts = receipt.subscriptions.map(({ name, quantity, reference, startDate }): [string, string] => [
    `${times(name, quantity)} (${reference})`,
    fill(texts.startDate, { date: day(startDate) }),
  ])
  const first = receipt.next?.date
  const coming = first === undefined ? [] : receipt.schedule.filter(({ date }) => date >= first)
  const tables = [
    { heading: undefined, rows: moneyRows(receipt, { locale, texts }) },
    ...receipt.gifts.map((gift) => giftTable(gift, { locale, texts })),
    { heading: texts.whatStarts, rows: starts },
    {
      heading: texts.charges,
      rows: coming
        .slice(0, shownCharges)
        .map((entry): [string, string] => [day(entry.date), amount(entry.amount)]),
    },
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

/** How the gift gets to its recipient: code and link to hand over, or when it is sent. */
function giftTable(gift: Receipt['gifts'][number], language: Language): Table {
  const words = giftTextsOf(language)
  const rows: [string, string][] = []
  if (gift.code !== null) rows.push([words.code, gift.code])
  if (gift.claimLink !== null) rows.push([words.claimLink, gift.claimLink])
  if (gift.sentTo !== null) rows.push([sentInWords(gift, language), ''])
  return { heading: `${words.receiptHeading}: ${gift.name}`, rows }
}

function sentInWords(
  { sentTo, delivered, deliveryDate }: Receipt['gifts'][number],
  language: Language,
): string {
  const words = giftTextsOf(language)
  const email = sentTo ?? ''
  if (delivered || deliveryDate === null) return fill(words.sent, { email })
  return fill(words.willBeSent, { email, date: formatDay(deliveryDate, language.locale) })
}

function moneyRows(receipt: Receipt, { locale, texts }: Language): readonly (readonly [string, string])[] {
  const amount = (value: string) => formatAmount(value, { currency: receipt.currency, locale })
  const whenMore = (name: string, value: string): [string, string][] =>
    Number(value) > 0 ? [[name, amount(value)]] : []
  const taxRow = (tax: ReceiptTax): [string, string] => {
    const name = formatTax(tax, locale)
    return [tax.inclusive ? fill(texts.includingTax, { tax: name }) : name, amount(tax.taxAmount)]
  }
  return [
    ...receipt.lines.map((line): [string, string] => [lineText(line, { locale, texts }), amount(line.price)]),
    ...(Number(receipt.discount) > 0 ? [[texts.promoDiscount, amount(`-${receipt.discount}`)] as const] : []),
    ...receipt.taxes.filter(({ inclusive }) => !inclusive).map(taxRow),
    [texts.total, amount(receipt.total)],
    ...receipt.taxes.filter(({ inclusive }) => inclusive).map(taxRow),
    ...whenMore(paidWith(receipt, { locale, texts }), receipt.paid),
    ...whenMore(texts.stillToPay, receipt.due),
  ]
}

function lineText(line: ReceiptLine, { locale, texts }: Language): string {
  const name = times(line.description, line.quantity)
  if (line.serviceStartDate === null || line.serviceEndDate === null) return name
  const start = formatDay(line.serviceStartDate, locale)
  const end = formatDay(line.serviceEndDate, locale)
  return `${name}, ${fill(texts.period, { start, end })}`
}

const times = (name: string, quantity: number) => (quantity > 1 ? `${name} × ${quantity}` : name)

function paidWith({ card }: Receipt, { texts }: Language): string {
  if (card === null) return texts.paidToday
  const brand = card.brand.charAt(0).toUpperCase() + card.brand.slice(1)
  return `${texts.paidToday} (${fill(texts.cardEnding, { brand, last4: card.last4 })})`
}

function asText(mail: Mail, receipt: Receipt, language: Language): string {
  const tables = mail.tables.map(({ heading, rows }) =>
    [
      ...(heading === undefined ? [] : [heading]),
      ...rows.map(([name, value]) => (value === '' ? name : `${name}: ${value}`)),
    ].join('\n'),
  )
  return [mail.opening.join('\n'), ...tables, ...questions(receipt, language), receipt.merchant.name].join(
    '\n\n',
  )
}

function questions({ merchant }: Receipt, { texts }: Language): readonly string[] {
  return merchant.supportEmail === null ? [] : [fill(texts.mailReply, { email: merchant.supportEmail })]
}

function asHtml(mail: Mail, receipt: Receipt, language: Language): string {
  const cell = 'padding:8px 0;border-bottom:1px solid #d9dce1'
  const table = ({
    heading,
    rows,
  }: Table): SafeHtml => html`${heading !== undefined && html`<h2 style="margin:24px 0 8px;font-size:18px">${heading}</h2>`}
<table role="presentation" style="width:100%;border-collapse:collapse">${rows.map(
    ([name, value]) => html`
<tr><td style="${cell}">${name}</td><td style="${cell};text-align:right;white-space:nowrap">${value}</td></tr>`,
  )}
</table>`
  return html`<!doctype html>
<html lang="${language.locale}"><head><meta charset="utf-8"><title>${mail.subject}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#14161a;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
<p style="font-weight:600">${receipt.merchant.name}</p>
${mail.opening.map((line) => html`<p>${line}</p>`)}
${mail.tables.map(table)}
${questions(receipt, language).map((line) => html`<p>${line}</p>`)}
</div></body></html>
`.text
}
