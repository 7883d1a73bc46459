import { once } from 'node:events'
import PDFDocument from 'pdfkit'
import type { DocumentPrinter } from '../../ports/document-printer.ts'
import { drawDocument } from './draw-document.ts'
import { penFor } from './pen.ts'

/** Makes PDFs with PDFKit. */
export const pdfPrinter: DocumentPrinter = {
  print: async (document) => {
    const pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: document.locale,
      displayTitle: true,
      info: {
        Title: document.title,
        Author: document.merchant.name,
        Creator: 'Proffer',
        Producer: 'Proffer',
      },
    })
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = once(pdf, 'end')
    drawDocument(pdf, penFor(pdf, document.locale), document)
    pdf.end()
    await ended
    return Buffer.concat(chunks)
  },
}
