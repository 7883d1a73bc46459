import type { Receipt } from '../contract/receipt.ts'

export function renderReceiptMail(
  receipt: Receipt,
  _locale: string,
): { subject: string; text: string; html: string } {
  const text = `Thank you. Your order ${receipt.order_reference} is complete.`
  return { subject: `Your order ${receipt.order_reference}`, text, html: `<p>${text}</p>` }
}
