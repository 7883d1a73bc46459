import type { Envelope } from '../../contract/objects.ts'
import type { ChargeLine } from '../../domain/charge.ts'
import { toDecimal } from '../../domain/money.ts'
import type { ShownSchedule } from '../../ports/object-store.ts'
import { kept } from './common.ts'
import { taxRateOf } from './tax.ts'

export function scheduleEnvelope(schedule: ShownSchedule): Envelope {
  const { currency, lines } = schedule
  const [only] = lines.length === 1 ? lines : []
  return {
    ...kept,
    id: schedule.id,
    name: schedule.reference,
    record_type: 'schedule',
    status: schedule.status,
    reference: schedule.reference,
    owner: schedule.ownerId,
    related: schedule.subscriptionId,
    created: schedule.createdAt,
    updated: schedule.updatedAt,
    data: {
      type: 'payment',
      date: schedule.dueOn,
      schedule_date: schedule.dueOn,
      dueAt: schedule.dueAt,
      description: [...new Set(lines.map((line) => line.productName))].join(', '),
      currency,
      amount: toDecimal(schedule.amount + schedule.tax, currency),
      amountWithoutTax: toDecimal(schedule.amount, currency),
      taxAmount: toDecimal(schedule.tax, currency),
      ...(only === undefined
        ? {}
        : { unit_amount: toDecimal(only.unitAmount, currency), quantity: only.quantity }),
      lineItems: lines.map((line) => lineItemOf(line, currency)),
      subscription: schedule.subscriptionId,
      order: schedule.orderId,
      invoice: schedule.invoiceId ?? null,
    },
  }
}

function lineItemOf(line: ChargeLine, currency: string) {
  return {
    processingType: 'Charge',
    chargeName: line.label,
    productName: line.productName,
    quantity: line.quantity,
    amountWithoutTax: toDecimal(line.amount, currency),
    taxAmount: toDecimal(line.tax, currency),
    ...taxRateOf(line),
    ...(line.discount === undefined ? {} : { discount: toDecimal(line.discount, currency) }),
    serviceStartDate: line.serviceStartOn,
    serviceEndDate: line.serviceEndOn,
  }
}
