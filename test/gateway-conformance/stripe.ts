import { createPool } from '../../src/adapters/postgres/pool.ts'
import { sqlOn } from '../../src/adapters/postgres/sql.ts'
import { stripeGateway } from '../../src/adapters/stripe/gateway.ts'
import { methodFor } from '../stripe-server/methods.ts'
import { signatureOf } from '../stripe-server/notices.ts'
import { type StripeServer, startStripeServer } from '../stripe-server/server.ts'
import { createTestDatabase } from '../support/database.ts'
import { stripeSettings } from '../support/stripe.ts'
import type {
  CardBehaviour,
  FaultyCall,
  GatewayBooks,
  GatewayUnderTest,
  NoticeMessage,
} from './gateway-under-test.ts'

const cards: Readonly<Record<CardBehaviour, string>> = {
  pays: 'pm_card_visa',
  'is declined': 'pm_card_chargeDeclined',
  'lacks funds': 'pm_card_visa_chargeDeclinedInsufficientFunds',
  'is expired': 'pm_card_chargeDeclinedExpiredCard',
  'is blocked': 'pm_card_radarBlock',
  'is challenged': 'pm_card_authenticationRequired',
  'fails its challenge': 'pm_card_challengeNeverPasses',
  'pays now and fails off session': 'pm_card_chargeCustomerFail',
  'is disputed later': 'pm_card_createDispute',
}

/** The call of Stripe's that does what is asked through the port. */
const calls: Readonly<Record<FaultyCall, RegExp>> = {
  authorise: /^POST .*\/confirm$/,
  capture: /^POST .*\/capture$/,
  void: /^POST .*\/cancel$/,
  refund: /^POST \/v1\/refunds$/,
  lookup: /^GET /,
  deleteMethod: /^POST .*\/detach$/,
}

/** The adapter with the real SDK, and a Stripe of our own behind it. */
export async function makeStripe(): Promise<GatewayUnderTest> {
  const database = await createTestDatabase()
  const server = await startStripeServer()
  const pool = createPool({
    connectionString: database.url,
    max: 6,
    applicationName: 'gateway under test',
    onError: () => undefined,
  })
  const { faults } = server
  const bodyOf = (kind: string, name: string, value: string) => noticeOf(server, kind, { name, value })
  return {
    gateway: stripeGateway(stripeSettings(server), sqlOn(pool, { roundTrips: 0, commits: 0 })),
    token: async (behaviour) => methodFor(server.world, cards[behaviour], null).id,
    passChallenge: async ({ url }) => void server.passChallenge(url, true),
    failChallenge: async ({ url }) => void server.passChallenge(url, false),
    faults: {
      loseAnswers: async (call, times) => faults.next(calls[call], 'lost', times),
      delay: async (call, ms) => {
        faults.lateMs = ms
        faults.next(calls[call], 'late', Number.POSITIVE_INFINITY)
      },
      none: async () => faults.none(),
    },
    booksOf: async (key) => booksOf(server, key),
    notices: {
      ofPayment: async (key) => signed(server, bodyOf('payment_intent', 'key', key)),
      ofRefund: async (key) => signed(server, bodyOf('refund', 'key', key)),
      ofDispute: async (key) => signed(server, bodyOf('dispute', 'payment', referenceOf(server, key))),
      old: async (key) => {
        const tenMinutesAgo = Math.floor(Date.now() / 1000) - 600
        return signed(server, bodyOf('payment_intent', 'key', key), { at: tenMinutesAgo })
      },
      forged: async (key) =>
        signed(server, bodyOf('payment_intent', 'key', key), { secret: 'whsec_of_a_stranger' }),
    },
    close: async () => {
      await server.close()
      await pool.end()
      await database.drop()
    },
  }
}

const intentOf = ({ books }: StripeServer, key: string) =>
  [...books.intents.values()].find(({ metadata }) => metadata.proffer_key === key)

const referenceOf = (server: StripeServer, key: string) => intentOf(server, key)?.id ?? ''

function booksOf(server: StripeServer, key: string): GatewayBooks | undefined {
  const intent = intentOf(server, key)
  const state = intent && (intent.lastError === null ? states[intent.status] : 'declined')
  if (state === undefined) return undefined
  const charge = server.books.charges.get(intent?.latestCharge ?? '')
  return { state, captured: charge?.captured ?? 0, refunded: charge?.refunded ?? 0 }
}

/** An intent that nobody confirmed is no payment. */
const states: Readonly<Record<string, GatewayBooks['state']>> = {
  requires_action: 'challenged',
  requires_capture: 'authorised',
  succeeded: 'captured',
  canceled: 'voided',
}

/** The last that was told of such a thing. */
function noticeOf(
  { notices }: StripeServer,
  kind: string,
  { name, value }: { readonly name: string; readonly value: string },
): string {
  const body = notices.all.findLast((notice) => {
    const { object } = JSON.parse(notice.body).data
    const found = name === 'key' ? object.metadata?.proffer_key : object.payment_intent
    return object.object === kind && found === value
  })?.body
  if (body === undefined) throw new Error(`nothing was told of ${value}`)
  return body
}

function signed(
  { webhookSecret }: StripeServer,
  body: string,
  { secret = webhookSecret, at }: { readonly secret?: string; readonly at?: number } = {},
): NoticeMessage {
  return { body: Buffer.from(body), headers: { 'stripe-signature': signatureOf(body, secret, at) } }
}
