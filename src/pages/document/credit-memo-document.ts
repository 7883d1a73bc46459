import type { CreditMemo } from '../../domain/invoice.ts'
import type { PrintedDocument, TotalRow } from '../../ports/document-printer.ts'
import type { NamedDocument } from '../../ports/document-store.ts'
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

/** A credit memo as it is read: which invoices it corrects, what is given back, and what became of it. */
export function creditMemoDocument(
  { memo, invoices }: { memo: CreditMemo; invoices: readonly NamedDocument[] },
  { language, settings, sandbox }: Surroundings,
): PrintedDocument {
  const words = wordsOf(language, memo.currency)
  const { texts } = words
  const corrected = new Set(memo.lines.map(({ invoiceId }) => invoiceId))
  return {
    locale: language.locale,
    title: `${texts.creditMemo} ${memo.number ?? memo.reference}`,
    warning: sandbox ? language.texts.sandboxNote : undefined,
    merchant: merchantWords(settings, words),
    facts: [
      ...(memo.number === undefined ? [] : [{ name: texts.number, value: memo.number }]),
      { name: texts.reference, value: memo.reference },
      { name: texts.date, value: words.day(memo.issuedOn) },
      {
        name: texts.corrects,
        value: invoices
          .filter(({ id }) => corrected.has(id))
          .map(nameOf)
          .join(', '),
      },
      { name: texts.reason, value: memo.reason },
    ],
    billTo: { heading: texts.creditTo, lines: addressLines(memo.billTo, words) },
    columns: columnsOf(words, memo.lines),
    lines: memo.lines.map((line) => lineWords(line, words)),
    totals: [...sumRows(memo, words), ...useRows(memo, invoices, words)],
    footer: [],
  }
}

const nameOf = ({ number, reference }: NamedDocument) => number ?? reference

function useRows(memo: CreditMemo, invoices: readonly NamedDocument[], words: Words): readonly TotalRow[] {
  const { texts } = words
  const paid = memo.applications.flatMap(({ invoiceId, amount }) => {
    const invoice = invoices.find(({ id }) => id === invoiceId)
    const name = invoice === undefined ? invoiceId : nameOf(invoice)
    return [row(fill(texts.usedFor, { name }), words.amount(-amount))]
  })
  const back = memo.refunded > 0 ? [row(texts.refunded, words.amount(-memo.refunded))] : []
  return [...paid, ...back, { ...row(texts.leftOver, words.amount(memo.remaining)), strong: true }]
}
