import { impossible, invalid, missing } from './api-error.ts'
import { newId, nowSeconds, put, type Refund } from './books.ts'
import { type Form, text, texts } from './form.ts'
import { showCharge, showRefund } from './show.ts'
import type { World } from './world.ts'

export function createRefund(world: World, form: Form): Refund {
  const id = text(form, 'payment_intent') ?? ''
  const intent = world.books.intents.get(id)
  if (intent === undefined) throw missing('payment_intent', id, 'payment_intent')
  const charge = world.books.charges.get(intent.latestCharge ?? '')
  if (charge === undefined || charge.captured === 0)
    throw invalid('This PaymentIntent does not have a successful charge to refund.')
  const left = charge.captured - charge.refunded
  if (left === 0)
    throw impossible('charge_already_refunded', `Charge ${charge.id} has already been refunded.`)
  const amount = Number(text(form, 'amount') ?? left)
  if (amount > left) throw invalid('Refund amount is greater than unrefunded amount on charge')
  charge.refunded += amount
  const refund = put(world.books.refunds, {
    id: newId('re'),
    created: nowSeconds(),
    charge: charge.id,
    intent: intent.id,
    amount,
    currency: charge.currency,
    metadata: texts(form, 'metadata'),
    status: world.books.methods.get(intent.method ?? '')?.testCard.refund ?? ('succeeded' as const),
  })
  world.happened('refund.created', showRefund(refund))
  world.happened('charge.refunded', showCharge(charge))
  return refund
}

/** What the bank made of a refund that was on its way. */
export function settleRefund(world: World, refund: Refund, status: 'succeeded' | 'failed'): void {
  refund.status = status
  const charge = world.books.charges.get(refund.charge)
  if (status === 'failed' && charge !== undefined) charge.refunded -= refund.amount
  world.happened(status === 'failed' ? 'refund.failed' : 'refund.updated', showRefund(refund))
}
