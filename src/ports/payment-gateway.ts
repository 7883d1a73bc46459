import type { CardSummary } from '../domain/invoice.ts'

/** What the money comes from: a single-use token of the gateway's element, or a method saved earlier. */
export type MoneySource =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'saved'; readonly reference: string }

export interface AuthoriseRequest {
  /** Names this authorisation for ever: the same key on every try answers the same payment. */
  readonly key: string
  /** Minor units; 0 only checks and saves the method. */
  readonly amount: number
  readonly currency: string
  readonly source: MoneySource
  /** Is the buyer away, as on a renewal? */
  readonly offSession: boolean
}

/** How a payment stands at the gateway. */
export type GatewayPayment =
  | {
      readonly state: 'authorised' | 'captured' | 'voided'
      readonly reference: string
      readonly amount: number
      /** The saved method, for later charges. */
      readonly methodReference: string
      readonly card: CardSummary | undefined
    }
  | {
      readonly state: 'declined'
      readonly reference: string
      readonly declineCode: string
      readonly retryable: boolean
    }

/**
 * Whoever moves the money. Every call is idempotent under its key. A call that throws has an unknown outcome:
 * find it with `lookup`, never try blindly with another key.
 */
export interface PaymentGateway {
  /** As it stands on payments and on the wire (`sandbox`, `stripe`). */
  readonly name: string
  /** What the checkout page needs to show this gateway's card element. */
  readonly element: { readonly kind: string; readonly url: string }
  readonly authorise: (request: AuthoriseRequest) => Promise<GatewayPayment>
  /** `key` is the authorisation's. Capturing twice captures once. */
  readonly capture: (request: { key: string; reference: string; amount: number }) => Promise<GatewayPayment>
  readonly void: (request: { key: string; reference: string }) => Promise<GatewayPayment>
  /** Throws `GatewayRefused` when more would go back than was captured. */
  readonly refund: (request: {
    key: string
    reference: string
    amount: number
  }) => Promise<{ reference: string }>
  /** The refund with this key; absent when the gateway never carried one out. */
  readonly lookupRefund: (key: string) => Promise<{ reference: string } | undefined>
  /** How the payment with this key stands; absent when the gateway never heard of it. */
  readonly lookup: (key: string) => Promise<GatewayPayment | undefined>
}

/** No answer in time, or a fault on the way: the outcome is unknown. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable'
}

/** The gateway understood and finally said no to something that is not a card decline. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused'
}
