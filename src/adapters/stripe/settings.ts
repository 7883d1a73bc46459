/** What the environment says about Stripe. */
export interface StripeSettings {
  readonly secretKey: string
  readonly publishableKey: string
  readonly webhookSecret: string
  /** Of the API, where it is not Stripe's own: protocol, host and port. */
  readonly apiUrl: string | undefined
  /** Of Stripe.js, where it is not Stripe's own. */
  readonly scriptUrl: string | undefined
}
