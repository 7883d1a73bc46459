import type { CardSummary } from '../domain/invoice.ts'
import type { Instant } from '../domain/time.ts'
import type { GatewayNotice } from './gateway-notice.ts'

/** What the money comes from: a single-use token of the gateway's element, or a method saved earlier. */
export type MoneySource =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'saved'; readonly reference: string }

/** Whose money it is. A gateway keeps the methods of one owner together. */
export interface Payer {
  readonly ownerId: string
  readonly email: string | undefined
}

export interface AuthoriseRequest {
  /** Names this authorisation for ever: the same key on every try answers the same payment. */
  readonly key: string
  /** Minor units; 0 only checks and saves the method. */
  readonly amount: number
  readonly currency: string
  readonly source: MoneySource
  readonly payer: Payer
  /**
   * Is the buyer away, as on a renewal? Then nobody can be challenged: a bank that wants to see the buyer declines with
   * `authentication_required`.
   */
  readonly offSession: boolean
  /** Where the bank sends the buyer after a challenge. */
  readonly returnUrl: string
}

/**
 * How a payment stands at the gateway. `challenged`: the buyer's bank wants to see the buyer at `url` first; it becomes
 * `authorised` or `declined` there, without us.
 */
export type GatewayPayment =
  | {
      readonly state: 'authorised' | 'captured' | 'voided'
      readonly reference: string
      readonly amount: number
      /** The saved method, for later charges. */
      readonly methodReference: string
      readonly card: CardSummary | undefined
    }
  | { readonly state: 'challenged'; readonly reference: string; readonly url: string }
  | {
      readonly state: 'declined'
      readonly reference: string
      /**
       * In the words of the field: `card_declined`, `insufficient_funds`, `expired_card`, `authentication_required`,
       * `authentication_failed`, `blocked` (by the gateway's own rules), `amount_not_supported`, …
       */
      readonly declineCode: string
      readonly retryable: boolean
    }

/** A `pending` refund is on its way; a `failed` one never left or came back. */
export interface GatewayRefund {
  readonly reference: string
  readonly state: 'refunded' | 'pending' | 'failed'
}

/** Money that a gateway says it took, holds or gave back. */
export interface GatewayMovement {
  readonly kind: 'payment' | 'refund'
  readonly reference: string
  /** Ours; absent: somebody else asked for it, as in the gateway's own dashboard. */
  readonly key: string | undefined
  /** `authorised`: held, and not taken. */
  readonly state: 'authorised' | 'captured' | 'refunded' | 'pending' | 'failed'
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  readonly at: Instant
}

/** What a page needs to show the gateway's card element, and where that comes from. */
export interface GatewayElement {
  readonly kind: string
  /** Of the element's frame or script. */
  readonly url: string
  /** What the gateway's script is told about whose it is; nothing secret. */
  readonly publishableKey?: string
  /** With how many decimals the gateway's script counts amounts of this ISO 4217 currency; no script asks where it is absent. */
  readonly decimalsOf?: (currency: string) => number
  /** What the page's content policy has to allow beside ourselves. */
  readonly origins: {
    readonly script: readonly string[]
    readonly frame: readonly string[]
    readonly connect: readonly string[]
  }
}

/**
 * Whoever moves the money. Every call is idempotent under its key, and ends in time. A call that throws `GatewayUnavailable` has an
 * unknown outcome: find it with `lookup`, never try blindly with another key. `GatewayRefused` is a final no.
 */
export interface PaymentGateway {
  /** As it stands on payments and on the wire (`sandbox`, `stripe`). */
  readonly name: string
  readonly element: GatewayElement
  readonly authorise: (request: AuthoriseRequest) => Promise<GatewayPayment>
  /** `key` is the authorisation's. Capturing twice captures once. */
  readonly capture: (request: { key: string; reference: string; amount: number }) => Promise<GatewayPayment>
  /** Lets go of what is authorised, and ends what is challenged; a payment that is declined stays so. */
  readonly void: (request: { key: string; reference: string }) => Promise<GatewayPayment>
  /** Throws `GatewayRefused` when more would go back than was captured. */
  readonly refund: (request: { key: string; reference: string; amount: number }) => Promise<GatewayRefund>
  /** The refund with this key; absent when the gateway never carried one out. */
  readonly lookupRefund: (key: string) => Promise<GatewayRefund | undefined>
  /** How the payment with this key stands; absent when the gateway never heard of it. */
  readonly lookup: (key: string) => Promise<GatewayPayment | undefined>
  /** Forgets a saved method; one that is gone already is no mistake. */
  readonly deleteMethod: (reference: string) => Promise<void>
  /** Reads what the gateway tells us by itself. Throws `NoticeRejected` when it is not the gateway that speaks. */
  readonly readNotice: (message: {
    readonly body: Buffer
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  }) => Promise<GatewayNotice>
  /** What moved from `from` until before `until`, by the gateway's own clock. */
  readonly movements: (span: { from: Instant; until: Instant }) => AsyncIterable<GatewayMovement>
}

/** No answer in time, or a fault on the way: the outcome is unknown. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable'
}

/** The gateway understood and finally said no to something that is not a card decline. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused'
}
