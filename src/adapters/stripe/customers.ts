import type Stripe from 'stripe'
import type { Payer } from '../../ports/payment-gateway.ts'
import type { Parts } from './client.ts'
import { isAbout } from './failures.ts'
import { forget, recall, remember } from './references.ts'
import { underKey } from './under-key.ts'

const keyOf = (ownerId: string) => `customer:${ownerId}`

/** Stripe's customer of this owner, made when there is none. Two at once agree on one of theirs; the other stays empty. */
export async function customerOf(parts: Parts, payer: Payer): Promise<string> {
  const key = keyOf(payer.ownerId)
  return (await recall(parts.sql, key)) ?? keep(parts, key, await create(parts, key, payer))
}

/** Somebody deleted the customer in Stripe's dashboard: another takes its place. */
export async function replaceCustomer(parts: Parts, payer: Payer, gone: string): Promise<string> {
  const key = keyOf(payer.ownerId)
  await forget(parts.sql, key, gone)
  return keep(parts, key, await create(parts, `${key}:after:${gone}`, payer))
}

async function keep({ sql }: Parts, key: string, id: string): Promise<string> {
  await remember(sql, key, id)
  return (await recall(sql, key)) ?? id
}

/** The email address is for whoever reads the dashboard; one that Stripe does not take keeps nobody from buying. */
async function create(parts: Parts, key: string, { ownerId, email }: Payer): Promise<string> {
  const params = { metadata: { proffer_owner: ownerId } }
  if (email === undefined) return createWith(parts, key, params)
  try {
    return await createWith(parts, key, { ...params, email })
  } catch (error) {
    if (!isAboutEmail(error)) throw error
    return createWith(parts, `${key}:nameless`, params)
  }
}

const isAboutEmail = (error: unknown) => isAbout(error, ['email'])

async function createWith(
  { stripe }: Parts,
  key: string,
  params: Stripe.CustomerCreateParams,
): Promise<string> {
  const call = (options: Stripe.RequestOptions) => stripe.customers.create(params, options)
  const { id } = await underKey<Stripe.Customer>(key, { call, find: async () => undefined }, isAboutEmail)
  return id
}
