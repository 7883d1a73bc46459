import type { FastifyReply } from 'fastify'
import type { ReadDocument } from '../objects/read-document.ts'
import { creditMemoDocument } from '../pages/document/credit-memo-document.ts'
import { documentPage } from '../pages/document/document-page.ts'
import { invoiceDocument } from '../pages/document/invoice-document.ts'
import type { Surroundings } from '../pages/document/surroundings.ts'
import { pageHeaders } from '../pages/headers.ts'
import type { Language } from '../pages/languages.ts'
import type { PrintedDocument } from '../ports/document-printer.ts'
import type { Services } from '../ports/services.ts'

interface Sending {
  readonly read: ReadDocument
  readonly language: Language
  readonly format: 'html' | 'pdf'
  /** Where a reader of the page finds the file; absent: the reader cannot follow a link. */
  readonly pdfAddress?: string
}

/** Answers a document as a page, or as a file under its own name. Kept in no cache: it names a person. */
export async function sendDocument(
  services: Pick<Services, 'settings' | 'sandbox' | 'printer'>,
  reply: FastifyReply,
  { read, language, format, pdfAddress }: Sending,
): Promise<FastifyReply> {
  const around = { language, settings: services.settings(), sandbox: services.sandbox }
  const document = toDocument(read, around)
  reply.serializer((sent: unknown) => sent as string).headers(pageHeaders(around.settings.logoUrl))
  if (format === 'html') return reply.send(await documentPage(document, around, pdfAddress))
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${fileName(read)}.pdf"`)
    .send(await services.printer.print(document))
}

function toDocument(read: ReadDocument, around: Surroundings): PrintedDocument {
  return read.kind === 'invoice' ? invoiceDocument(read, around) : creditMemoDocument(read, around)
}

/** A prefix may hold what a file name may not. */
function fileName(read: ReadDocument): string {
  const { number, reference } = read.kind === 'invoice' ? read.invoice : read.memo
  return (number ?? reference).replace(/[^\w.-]/g, '-')
}
