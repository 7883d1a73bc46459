import { z } from 'zod'
import { basketQuery } from './checkout.ts'
import { described } from './parts.ts'

/** How an invoice or a credit memo is handed out as something to read. */

const format = described(
  z.enum(['html', 'pdf']).default('html'),
  '`html`: a page. `pdf`: the same as a file to keep.',
  'pdf',
)

export const documentQuery = z.strictObject({ format })

export const receiptDocumentQuery = basketQuery.extend({ format })

export const documentAnswer = described(
  z.unknown(),
  'The page (`text/html`) or the file (`application/pdf`).',
  '<!doctype html>…',
)
