import type { PaymentGateway } from '../../src/ports/payment-gateway.ts'

/** What a test card does. */
export type CardBehaviour =
  | 'pays'
  | 'is declined'
  | 'lacks funds'
  | 'is expired'
  /** By the gateway's own rules. */
  | 'is blocked'
  /** The bank wants to see the buyer, who may pass or fail. */
  | 'is challenged'
  /** The bank wants to see the buyer, and is never content. */
  | 'fails its challenge'
  | 'pays now and fails off session'
  | 'is disputed later'

export type FaultyCall = 'authorise' | 'capture' | 'void' | 'refund' | 'lookup' | 'deleteMethod'

export interface Challenge {
  readonly reference: string
  readonly url: string
}

/** What arrives at our address for notices. */
export interface NoticeMessage {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** What the gateway's own books say of one payment, in minor units; written down by the gateway, not by the adapter. */
export interface GatewayBooks {
  readonly state: 'challenged' | 'authorised' | 'captured' | 'voided' | 'declined'
  readonly captured: number
  readonly refunded: number
}

/** A gateway with everything around it that a test can turn. */
export interface GatewayUnderTest {
  /** The adapter, as the port has it. */
  readonly gateway: PaymentGateway
  /** A token as the gateway's element would make it, for a card that behaves so. */
  readonly token: (behaviour: CardBehaviour) => Promise<string>
  /** What the buyer does at their bank. One that is over already is no mistake here: nothing happens. */
  readonly passChallenge: (challenge: Challenge) => Promise<void>
  readonly failChallenge: (challenge: Challenge) => Promise<void>
  readonly faults: {
    /** So many of the next calls are carried out, and their answers never come. */
    readonly loseAnswers: (call: FaultyCall, times: number) => Promise<void>
    /** Every answer to this call comes so much later, in milliseconds; the call is carried out at once. */
    readonly delay: (call: FaultyCall, ms: number) => Promise<void>
    readonly none: () => Promise<void>
  }
  /** Absent: the gateway never heard of this key. */
  readonly booksOf: (key: string) => Promise<GatewayBooks | undefined>
  /** Notices as the gateway would post them. */
  readonly notices: {
    readonly ofPayment: (key: string) => Promise<NoticeMessage>
    readonly ofRefund: (refundKey: string) => Promise<NoticeMessage>
    /** Opens a dispute of this captured payment, and tells of it. */
    readonly ofDispute: (key: string) => Promise<NoticeMessage>
    /** One of ten minutes ago, rightly signed. */
    readonly old: (key: string) => Promise<NoticeMessage>
    /** Signed by somebody who does not know the secret. */
    readonly forged: (key: string) => Promise<NoticeMessage>
  }
  readonly close: () => Promise<void>
}

export type MakeGateway = () => Promise<GatewayUnderTest>
