import { afterAll, afterEach, beforeAll } from 'vitest'
import { createPool } from '../../src/adapters/postgres/pool.ts'
import { type Sql, sqlOn } from '../../src/adapters/postgres/sql.ts'
import { stripeGateway } from '../../src/adapters/stripe/gateway.ts'
import type { StripeSettings } from '../../src/adapters/stripe/settings.ts'
import type { PaymentGateway } from '../../src/ports/payment-gateway.ts'
import { type StripeServer, startStripeServer } from '../stripe-server/server.ts'
import { createTestDatabase } from './database.ts'

export interface StripeAtHand {
  readonly server: StripeServer
  readonly gateway: PaymentGateway
  readonly sql: Sql
}

export function stripeSettings(server: StripeServer): StripeSettings {
  const { secretKey, publishableKey, webhookSecret, url, scriptUrl } = server
  return { secretKey, publishableKey, webhookSecret, apiUrl: url, scriptUrl }
}

/** The adapter with the real SDK, our own Stripe behind it, and a database of its own, for one test file. */
export function useStripe(): () => StripeAtHand {
  let atHand: StripeAtHand | undefined
  let close = async () => {}
  beforeAll(async () => {
    const database = await createTestDatabase()
    const server = await startStripeServer()
    const pool = createPool({
      connectionString: database.url,
      max: 4,
      applicationName: 'stripe test',
      onError: () => {},
    })
    const sql = sqlOn(pool, { roundTrips: 0, commits: 0 })
    atHand = { server, sql, gateway: stripeGateway(stripeSettings(server), sql) }
    close = async () => {
      await server.close()
      await pool.end()
      await database.drop()
    }
  })
  afterEach(() => atHand?.server.faults.none())
  afterAll(() => close())
  return () => {
    if (atHand === undefined) throw new Error('Stripe is used before it runs')
    return atHand
  }
}
