import Stripe from 'stripe'
import type { Sql } from '../postgres/sql.ts'
import type { StripeSettings } from './settings.ts'

/** The version whose shapes we read, whatever the account's own is. A newer SDK does not compile until this is looked at. */
export const apiVersion = '2026-10-28.endive'

/** Of one call, milliseconds; what is asked through the port has half as much again. */
const callLimitMs = 20_000

/** What every part of the adapter works with. `sql` runs on connections that no transaction of ours uses. */
export interface Parts {
  readonly stripe: Stripe
  readonly sql: Sql
}

export function stripeClient({ secretKey, apiUrl }: Pick<StripeSettings, 'secretKey' | 'apiUrl'>): Stripe {
  return new Stripe(secretKey, {
    apiVersion,
    timeout: callLimitMs,
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: asksOnce(Stripe.createNodeHttpClient()),
    ...(apiUrl === undefined ? {} : addressOf(new URL(apiUrl))),
  })
}

function addressOf({
  hostname,
  port,
  protocol,
}: URL): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  const isPlain = protocol === 'http:'
  return { host: hostname, port: port || (isPlain ? 80 : 443), protocol: isPlain ? 'http' : 'https' }
}

type HttpClient = NonNullable<Stripe.StripeConfig['httpClient']>

/**
 * The SDK repeats a call by itself when the connection closes, whatever it was told about retries. It knows that by the error's
 * code; we look up what came of a call before we ask again.
 */
function asksOnce(client: HttpClient): HttpClient {
  return {
    getClientName: () => client.getClientName(),
    makeRequest: async (...request) => {
      try {
        return await client.makeRequest(...request)
      } catch (error) {
        throw new Error(error instanceof Error ? error.message : 'the connection failed')
      }
    },
  }
}
