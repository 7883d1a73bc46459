import type { PayInvoice } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planPayInvoice } from './plan.ts'
import { payInvoiceSchema } from './schema.ts'

export const payInvoice: OrderType<'pay_invoice', PayInvoice> = {
  name: 'pay_invoice',
  schema: payInvoiceSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  plan: planPayInvoice,
}
