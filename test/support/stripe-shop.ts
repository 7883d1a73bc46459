import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { methodFor, newToken } from '../stripe-server/methods.ts'
import { type StripeServer, startStripeServer } from '../stripe-server/server.ts'
import { startApp, type TestApp } from './app.ts'
import { createTestDatabase } from './database.ts'
import { stripeSettings } from './stripe.ts'

export interface StripeShop {
  readonly app: TestApp
  readonly stripe: StripeServer
  /** What a page's payment element makes of this test card: good for one payment. */
  readonly pays: (card: string) => { readonly type: 'stripe'; readonly stripe: { readonly token: string } }
}

/** A server that listens and takes cards through a Stripe of our own, which tells it of everything. */
export function useStripeShop(): () => StripeShop {
  let shop: StripeShop | undefined
  let close = async () => {}
  beforeAll(async () => {
    const database = await createTestDatabase()
    const stripe = await startStripeServer()
    const app = await startApp(database.url, { stripe: stripeSettings(stripe) })
    const address = await app.http.listen({ port: 0, host: '127.0.0.1' })
    stripe.notices.subscribe(`${address}/api/gateways/stripe/notices`, stripe.webhookSecret)
    const pays = (card: string) => {
      const { id } = newToken(stripe.world, methodFor(stripe.world, card, null))
      return { type: 'stripe', stripe: { token: id } } as const
    }
    shop = { app, stripe, pays }
    close = async () => {
      await stripe.notices.settled()
      await app.close()
      await stripe.close()
      await database.drop()
    }
  })
  afterAll(() => close())
  return () => {
    if (shop === undefined) throw new Error('the shop is used before it is open')
    return shop
  }
}

/** Each notice so often, and in any order. */
export function shuffled(copies: number) {
  return { copies, delayMs: 20, pick: (waiting: number) => randomBytes(1).readUInt8() % waiting }
}
