import type { GiveCredit } from '../../domain/order.ts'
import type { OrderType } from '../order-type.ts'
import { refuseNothing } from '../refuse-nothing.ts'
import { planCreditMemo } from './plan.ts'
import { creditMemoSchema } from './schema.ts'

export const creditMemo: OrderType<'credit_memo', GiveCredit> = {
  name: 'credit_memo',
  schema: creditMemoSchema,
  refuseUnsupported: refuseNothing,
  refuseIncomplete: refuseNothing,
  needsScope: ({ as }) => (as === 'refund' ? 'order:update_refund' : undefined),
  plan: planCreditMemo,
}
