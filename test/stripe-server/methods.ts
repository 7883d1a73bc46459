import { impossible, invalid, missing } from './api-error.ts'
import { type ConfirmationToken, type ElementContext, type Method, newId, nowSeconds, put } from './books.ts'
import { type Form, inner, text } from './form.ts'
import { cardOfNumber, type TestCard, testCards } from './test-cards.ts'
import type { World } from './world.ts'

/** `pm_card_…` stands for a new method each time, as in Stripe's test mode. */
export function methodFor(world: World, id: string, customer: string | null): Method {
  const testCard = testCards[id]
  if (testCard !== undefined) return newMethod(world, testCard)
  const method = findMethod(world, id, 'payment_method')
  if (method.customer !== null && method.customer !== customer)
    throw invalid('The payment method belongs to another customer.', { param: 'payment_method' })
  if (method.customer === null && method.used)
    throw invalid('The payment method was used without being attached and may not be used again.', {
      param: 'payment_method',
    })
  return method
}

export function newMethod(world: World, testCard: TestCard, expiry = { month: 12, year: 2034 }): Method {
  return put(world.books.methods, {
    id: newId('pm'),
    created: nowSeconds(),
    testCard,
    expMonth: expiry.month,
    expYear: expiry.year,
    customer: null,
    used: false,
    authenticated: false,
  })
}

export function findMethod(world: World, id: string, param = 'id'): Method {
  const method = world.books.methods.get(id)
  if (method === undefined) throw missing('PaymentMethod', id, param)
  return method
}

export function detachMethod(method: Method): void {
  if (method.customer === null)
    throw impossible('payment_method_not_attached', 'The payment method is not attached to a customer.')
  method.customer = null
}

/** Of a test payment method, as a server makes one in test mode. */
export function tokenOfMethod(world: World, form: Form): ConfirmationToken {
  return newToken(world, methodFor(world, text(form, 'payment_method') ?? '', null))
}

/** Of what was typed into the element: the only place where a card number is seen. */
export function tokenOfCard(world: World, form: Form): ConfirmationToken {
  const card = inner(inner(form, 'payment_method_data'), 'card')
  const testCard = cardOfNumber((text(card, 'number') ?? '').replaceAll(/\D/g, ''))
  if (testCard === undefined) throw invalid('Your card number is invalid.', { code: 'incorrect_number' })
  const expiry = { month: Number(text(card, 'exp_month')), year: Number(text(card, 'exp_year')) }
  return newToken(world, newMethod(world, testCard, expiry), contextOf(inner(form, 'client_context')))
}

function contextOf(context: Form): ElementContext | undefined {
  const mode = text(context, 'mode')
  if (mode === undefined) return undefined
  return {
    mode,
    amount: Number(text(context, 'amount') ?? 0),
    currency: text(context, 'currency'),
  }
}

export function newToken(world: World, method: Method, context?: ElementContext): ConfirmationToken {
  const token = { id: newId('ctoken'), created: nowSeconds(), method, context, usedBy: null }
  return put(world.books.tokens, token)
}
