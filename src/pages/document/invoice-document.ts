import type { Invoice } from '../../domain/invoice.ts'
import type { PrintedDocument, TotalRow } from '../../ports/document-printer.ts'
import type { InvoiceMoney } from '../../ports/document-store.ts'
import { fill } from '../languages.ts'
import {
  addressLines,
  columnsOf,
  lineWords,
  merchantWords,
  row,
  sumRows,
  type Words,
  wordsOf,
} from './document-words.ts'
import type { Surroundings } from './surroundings.ts'

/** An invoice as it is read; where it has no number yet it goes by its reference. */
export function invoiceDocument(
  { invoice, money }: { invoice: Invoice; money: InvoiceMoney },
  { language, settings, sandbox }: Surroundings,
): PrintedDocument {
  const words = wordsOf(language, invoice.currency)
  const { texts } = words
  const merchant = merchantWords(settings, words)
  return {
    locale: language.locale,
    title: `${texts.invoice} ${invoice.number ?? invoice.reference}`,
    warning: sandbox ? language.texts.sandboxNote : undefined,
    merchant,
    facts: [
      ...(invoice.number === undefined ? [] : [{ name: texts.number, value: invoice.number }]),
      { name: texts.reference, value: invoice.reference },
      { name: texts.date, value: words.day(invoice.issuedOn) },
      ...(invoice.balance > 0 ? [{ name: texts.dueDate, value: words.day(invoice.dueOn) }] : []),
    ],
    billTo: { heading: texts.billTo, lines: addressLines(invoice.billTo, words) },
    columns: columnsOf(words, invoice.lines),
    lines: invoice.lines.map((line) => lineWords(line, words)),
    totals: [...sumRows(invoice, words), ...moneyRows(invoice, money, words)],
    footer: [],
  }
}

/** What lowered it, and what is still to pay. */
function moneyRows(
  { balance }: Invoice,
  { credits, payments }: InvoiceMoney,
  words: Words,
): readonly TotalRow[] {
  const { texts, language } = words
  return [
    ...credits.map(({ number, reference, amount, on }) =>
      row(fill(texts.credit, { name: number ?? reference, date: words.day(on) }), words.amount(-amount)),
    ),
    ...payments.map(({ amount, capturedAt, card }) => {
      const date = words.day(capturedAt.slice(0, 10))
      const brand = card && card.brand.charAt(0).toUpperCase() + card.brand.slice(1)
      const said =
        card === undefined || brand === undefined
          ? fill(texts.paidOn, { date })
          : fill(texts.paidByCard, {
              date,
              card: fill(language.texts.cardEnding, { brand, last4: card.last4 }),
            })
      return row(said, words.amount(-amount))
    }),
    { ...row(texts.toPay, words.amount(balance)), strong: true },
  ]
}
