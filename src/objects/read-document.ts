import { type Refusal, refuse } from '../domain/refusal.ts'
import type { DocumentStore, InvoiceMoney, NamedDocument } from '../ports/document-store.ts'
import type { ObjectStore, ObjectType, ShownCreditMemo, ShownInvoice } from '../ports/object-store.ts'

/** A document with what it says beside itself. */
export type ReadDocument =
  | { readonly kind: 'invoice'; readonly invoice: ShownInvoice; readonly money: InvoiceMoney }
  | {
      readonly kind: 'credit_memo'
      readonly memo: ShownCreditMemo
      readonly invoices: readonly NamedDocument[]
    }

interface Reading {
  readonly objects: ObjectStore
  readonly documents: DocumentStore
}

/** An invoice or a credit memo to be read. Refusal: `not_found`, also for whatever else has an id. */
export async function readDocument(
  { objects, documents }: Reading,
  { type, id }: { readonly type: ObjectType; readonly id: string },
): Promise<ReadDocument | Refusal> {
  if (type !== 'invoices' && type !== 'credit_memos')
    return refuse('not_found', 'Only invoices and credit memos can be had as documents.')
  const found = await objects.find(type, id)
  if (found?.type === 'invoices')
    return { kind: 'invoice', invoice: found.object, money: await documents.moneyOf(found.object) }
  if (found?.type !== 'credit_memos')
    return refuse('not_found', `There is no object "${id}" of type ${type}.`)
  const memo = found.object
  const ids = [...memo.lines, ...memo.applications].map(({ invoiceId }) => invoiceId)
  return { kind: 'credit_memo', memo, invoices: await documents.nameInvoices([...new Set(ids)]) }
}
