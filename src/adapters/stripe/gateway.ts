import type { PaymentGateway } from '../../ports/payment-gateway.ts'
import type { Sql } from '../postgres/sql.ts'
import { authorise } from './authorise.ts'
import { cancel } from './cancel.ts'
import { capture } from './capture.ts'
import { type Parts, stripeClient } from './client.ts'
import { stripeElement } from './element.ts'
import { intentByKey } from './intents.ts'
import { deleteMethod } from './methods.ts'
import { movements } from './movements.ts'
import { readNotice } from './notices.ts'
import { paymentOf } from './payments.ts'
import { lookupRefund, refund } from './refunds.ts'
import type { StripeSettings } from './settings.ts'

/** Cards through Stripe. `sql` must run on connections that no transaction of ours uses: what it writes is committed at once. */
export function stripeGateway(settings: StripeSettings, sql: Sql): PaymentGateway {
  const stripe = stripeClient(settings)
  const parts: Parts = { stripe, sql }
  return {
    name: 'stripe',
    element: stripeElement(settings),
    authorise: (request) => authorise(parts, request),
    capture: (request) => capture(parts, request),
    void: ({ key, reference }) => cancel(parts, key, reference),
    refund: (request) => refund(parts, request),
    lookupRefund: (key) => lookupRefund(parts, key),
    lookup: async (key) => {
      const intent = await intentByKey(parts, key)
      return intent && paymentOf(intent)
    },
    deleteMethod: (reference) => deleteMethod(parts, reference),
    readNotice: (message) => readNotice(stripe, settings.webhookSecret, message),
    movements: (span) => movements(stripe, span),
  }
}
