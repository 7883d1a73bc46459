import type { GatewayElement } from '../../ports/payment-gateway.ts'
import { stripeDecimals } from './amounts.ts'
import type { StripeSettings } from './settings.ts'

/** The release of Stripe.js that belongs to our version of the API. */
const releasedScript = 'https://js.stripe.com/endive/stripe.js'

/**
 * What https://docs.stripe.com/security/guide asks of a content policy for Stripe.js and its Elements; the addresses of its maps
 * are left out, since no address is asked for there.
 */
const stripeOrigins: GatewayElement['origins'] = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connect: ['https://api.stripe.com'],
}

/** The Payment Element on the checkout page; a card is typed into a frame of Stripe's, and never reaches us. */
export function stripeElement({ publishableKey, scriptUrl }: StripeSettings): GatewayElement {
  return {
    kind: 'stripe',
    url: scriptUrl ?? releasedScript,
    publishableKey,
    decimalsOf: stripeDecimals,
    origins: scriptUrl === undefined ? stripeOrigins : originsOf(new URL(scriptUrl)),
  }
}

const originsOf = ({ origin }: URL): GatewayElement['origins'] => ({
  script: [origin],
  frame: [origin],
  connect: [origin],
})
