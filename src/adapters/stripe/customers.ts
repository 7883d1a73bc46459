import type { Payer } from '../../ports/payment-gateway.ts'
import type { Parts } from './client.ts'
import { forget, recall, remember } from './references.ts'
import { underKey } from './under-key.ts'

const keyOf = (ownerId: string) => `customer:${ownerId}`

/** Stripe's customer of this owner, made when there is none. Two at once agree on one of theirs; the other stays empty. */
export async function customerOf({ stripe, sql }: Parts, payer: Payer, gone?: string): Promise<string> {
  const { ownerId, email } = payer
  const key = keyOf(ownerId)
  const known = await recall(sql, key)
  if (known !== undefined) return known
  const params = { metadata: { proffer_owner: ownerId }, ...(email !== undefined && { email }) }
  const made = await underKey(gone === undefined ? key : `${key}:after:${gone}`, {
    call: (options) => stripe.customers.create(params, options),
    find: async () => undefined,
  })
  await remember(sql, key, made.id)
  return (await recall(sql, key)) ?? made.id
}

/** Somebody deleted the customer in Stripe's dashboard: another takes its place. */
export async function replaceCustomer(parts: Parts, payer: Payer, gone: string): Promise<string> {
  await forget(parts.sql, keyOf(payer.ownerId), gone)
  return customerOf(parts, payer, gone)
}
