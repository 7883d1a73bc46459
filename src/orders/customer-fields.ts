import type { Mistake, Refusal } from '../domain/refusal.ts'
import { refuse } from '../domain/refusal.ts'

/** What a checkout link's token may say; everything else comes from the basket. */
const allowed: ReadonlySet<string> = new Set([
  'order_type',
  'checkoutId',
  'payment',
  'country',
  'customerDetails',
  'billingDetails',
  'deliveryDetails',
  'recipientDetails',
  'customFields',
  'promoCodes',
  'source',
  'orderItems',
  'redeemCode',
  // Says no more than that there is a code.
  'isRedeem',
  'preview_id',
  'expected_fingerprint',
])

const allowedOfItem: ReadonlySet<string> = new Set(['id', 'quantity'])

/** Refuses the fields that a customer's order may not carry, each by its place in the body. */
export function refuseForeignFields(body: unknown): Refusal | undefined {
  // What is no object at all is refused by its parser.
  if (typeof body !== 'object' || body === null) return undefined
  const mistakes = [
    ...foreign(body, allowed, ''),
    ...itemsOf('orderItems' in body ? body.orderItems : undefined).flatMap((item, index) =>
      foreign(item, allowedOfItem, `/orderItems/${index}`),
    ),
  ]
  if (mistakes.length === 0) return undefined
  const [first, ...others] = mistakes.map(({ pointer }) => pointer)
  const names = others.length === 0 ? first : `${first} and ${others.length} more`
  return refuse('not_allowed_for_customer', `A checkout link's token may not send ${names}.`, {
    errors: mistakes,
  })
}

function itemsOf(value: unknown): readonly object[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []
}

function foreign(value: object, known: ReadonlySet<string>, pointer: string): readonly Mistake[] {
  return Object.keys(value)
    .filter((key) => !known.has(key))
    .map((key) => ({
      pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      code: 'not_allowed_for_customer',
      message: 'comes from the basket and cannot be sent with a checkout token',
    }))
}
