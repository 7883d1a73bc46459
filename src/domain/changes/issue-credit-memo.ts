import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import type { CreditMemoLine, Invoice, InvoiceLine } from '../invoice.ts'

/** More credit than a line was invoiced for is a bug. */
export function issueCreditMemo(
  state: CustomerState,
  { creditMemo }: ChangeOf<'issue_credit_memo'>,
): CustomerState {
  const corrected = new Set(creditMemo.lines.map(({ invoiceId }) => invoiceId))
  return {
    ...state,
    creditMemos: [...state.creditMemos, creditMemo],
    invoices: state.invoices.map((invoice) =>
      corrected.has(invoice.id) ? credited(invoice, creditMemo.lines) : invoice,
    ),
  }
}

function credited(invoice: Invoice, credits: readonly CreditMemoLine[]): Invoice {
  return {
    ...invoice,
    lines: invoice.lines.map((line) =>
      credits.filter(({ invoiceLineId }) => invoiceLineId === line.id).reduce(creditLine, line),
    ),
  }
}

function creditLine(line: InvoiceLine, credit: CreditMemoLine): InvoiceLine {
  const credited = (line.credited ?? 0) + credit.amount
  const creditedTax = (line.creditedTax ?? 0) + credit.tax
  if (credited > line.amount || creditedTax > line.tax)
    throw new Error(`credit ${credit.id} exceeds what invoice line ${line.id} asked for`)
  const creditedQuantity = (line.creditedQuantity ?? 0) + (credit.unused ? credit.quantity : 0)
  return { ...line, credited, creditedTax, ...(creditedQuantity === 0 ? {} : { creditedQuantity }) }
}
