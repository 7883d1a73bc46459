import type { PaymentImport, PaymentImportResult } from '../contract/payment-import.ts'
import type { Caller } from '../domain/caller.ts'
import { isRefused, type Refusal, refuseAt } from '../domain/refusal.ts'
import type { ParsedOrder } from '../order-types/registry.ts'
import type { OrderAnswer } from '../orders/answer.ts'
import { submitParsed } from '../orders/submit.ts'
import type { NamedInvoice } from '../ports/payment-import-store.ts'
import type { Services } from '../ports/services.ts'

type Line = PaymentImport['payments'][number]
type Client = Extract<Caller, { kind: 'client' }>

const ownSource = 'import'

/**
 * Records payments that another system took, each by a `pay_invoice` order of its own: one that is refused leaves the others alone. The
 * same payment (its source and reference) makes at most one order, whoever imports it and however often.
 */
export async function importPayments(
  services: Services,
  caller: Client,
  { source = ownSource, payments }: PaymentImport,
): Promise<readonly PaymentImportResult[]> {
  const results: PaymentImportResult[] = []
  for (const line of payments) {
    const outcome = await importOne(services, caller, { source, line })
    results.push(toResult(line, outcome))
  }
  return results
}

async function importOne(
  services: Services,
  caller: Client,
  { source, line }: { readonly source: string; readonly line: Line },
): Promise<OrderAnswer | Refusal> {
  const { paymentImports } = services.db.read
  const invoice = await paymentImports.findInvoice(line.invoice)
  if (invoice?.subscriptionId === undefined)
    return refuseAt('not_found', '/invoice', 'There is no such invoice.')
  const refusal = refuseLine(services, line, invoice)
  if (refusal) return refusal
  const { reference } = line
  const clientId = await paymentImports.claim({ source, reference, clientId: caller.clientId })
  return submitParsed(services, { ...caller, clientId }, toOrder(source, line, invoice))
}

function refuseLine(
  { clock }: Pick<Services, 'clock'>,
  { currency, paidAt }: Line,
  invoice: NamedInvoice,
): Refusal | undefined {
  if (currency !== invoice.currency)
    return refuseAt('invalid_request', '/currency', `The invoice is in ${invoice.currency}.`)
  if (paidAt !== undefined && new Date(paidAt).toISOString() > clock.now())
    return refuseAt('invalid_request', '/paidAt', 'The money cannot have come later than now.')
  return undefined
}

/** As if it had been sent; the reference makes it one order for ever. */
function toOrder(source: string, line: Line, { id, subscriptionId }: NamedInvoice): ParsedOrder {
  const { reference, amount, paidAt } = line
  return {
    envelope: {
      externalId: `${encodeURIComponent(source)}/${reference}`,
      initiatedSource: undefined,
      source: ownSource,
      processImmediately: true,
      ownerId: undefined,
      tracking: {},
      customFields: {},
      previewId: undefined,
      expectedFingerprint: undefined,
    },
    order: {
      type: 'pay_invoice',
      target: { id: subscriptionId, reference: undefined },
      invoiceId: id,
      items: undefined,
      amount: String(amount),
      paidAt: paidAt === undefined ? undefined : new Date(paidAt).toISOString(),
      means: { type: 'elsewhere', method: 'external', gateway: source, reference },
    },
    payment: undefined,
  }
}

function toResult({ reference, invoice }: Line, outcome: OrderAnswer | Refusal): PaymentImportResult {
  if (isRefused(outcome)) {
    const { code, detail: message } = outcome
    return { reference, invoice, status: 'refused', order: null, code, message }
  }
  if (outcome.status === 'complete')
    return { reference, invoice, status: 'recorded', order: outcome.id, code: null, message: null }
  const message =
    'The order that records it is still being carried out. Import it again to learn its outcome.'
  return { reference, invoice, status: 'refused', order: outcome.id, code: 'request_in_progress', message }
}
