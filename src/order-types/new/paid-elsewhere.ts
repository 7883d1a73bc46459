import type { Change } from '../../domain/change.ts'
import type { Message } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Invoice } from '../../domain/invoice.ts'
import type { NewOrder, PaidElsewhere } from '../../domain/order.ts'
import { moneyInWords } from '../../domain/words.ts'
import { paymentElsewhere } from '../paid-elsewhere.ts'

/**
 * What is written down of an order that another system takes the money for: its means of payment, by name; and where that name is one
 * of money that was taken already (`external`), that it pays the first invoice. A method (`zuora`) is charged over there: its invoices
 * stay open until they are recorded as paid.
 */
export function changesElsewhere(
  { elsewhere }: NewOrder,
  facts: Facts,
  { customerId, invoice }: { readonly customerId: string; readonly invoice: Invoice | undefined },
): { readonly method: readonly Change[]; readonly paid: readonly Change[] } {
  if (elsewhere === undefined) return { method: [], paid: [] }
  const { ids, ownerId, orderId } = facts
  const { method: type, gateway, reference } = elsewhere
  const paymentMethodId = ids.id('pm', 'default')
  const method: Change = {
    kind: 'add_payment_method',
    paymentMethod: {
      id: paymentMethodId,
      ownerId,
      customerId,
      orderId,
      type,
      gateway,
      gatewayReference: reference,
      card: undefined,
      isDefault: true,
    },
  }
  if (invoice === undefined || !isPaid(elsewhere, invoice) || asksFirst(elsewhere, facts))
    return { method: [method], paid: [] }
  const { id: invoiceId, balance: amount, currency } = invoice
  const payment = paymentElsewhere(facts, {
    customerId,
    currency,
    amount,
    paymentMethodId,
    pays: [{ invoiceId, amount }],
    outside: elsewhere,
  })
  return { method: [method], paid: [{ kind: 'record_payment', payment }] }
}

/** A system that is configured to be asked confirms the money before the order is done; whatever it confirms is paid. */
export function asksFirst({ gateway }: PaidElsewhere, { settings }: Pick<Facts, 'settings'>): boolean {
  return Object.hasOwn(settings.paymentCallouts, gateway)
}

export function messagesElsewhere(
  { elsewhere }: NewOrder,
  facts: Pick<Facts, 'settings'>,
  invoice: Invoice | undefined,
): readonly Message[] {
  if (elsewhere === undefined || invoice === undefined || invoice.balance === 0) return []
  const { gateway, reference } = elsewhere
  const amount = moneyInWords(invoice.total, invoice.currency)
  if (asksFirst(elsewhere, facts)) {
    const text = `${gateway} is asked to confirm ${amount} before the order completes.`
    return [{ level: 'info', code: 'confirmed_elsewhere', text }]
  }
  if (isPaid(elsewhere, invoice)) {
    const text = `${amount} is recorded as paid through ${gateway}, under ${reference}.`
    return [{ level: 'info', code: 'invoice_paid_elsewhere', text }]
  }
  const text = `${amount} is collected by ${gateway}; the invoice stays open until it is recorded as paid.`
  return [{ level: 'info', code: 'collected_elsewhere', text }]
}

function isPaid({ method }: PaidElsewhere, { balance }: Invoice): boolean {
  return method === 'external' && balance > 0
}
