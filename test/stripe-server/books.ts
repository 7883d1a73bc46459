import { randomBytes } from 'node:crypto'
import type { TestCard } from './test-cards.ts'

export type Metadata = Record<string, string>

export interface Customer {
  readonly id: string
  readonly created: number
  readonly email: string | null
  metadata: Metadata
}

export interface Method {
  readonly id: string
  readonly created: number
  readonly testCard: TestCard
  readonly expMonth: number
  readonly expYear: number
  customer: string | null
  /** Charged before without being saved: it cannot be used again. */
  used: boolean
  authenticated: boolean
}

export interface ConfirmationToken {
  readonly id: string
  readonly created: number
  readonly method: Method
  /** What the payment element was told it is for; absent for a token made without one. */
  readonly context: ElementContext | undefined
  usedBy: string | null
}

export interface ElementContext {
  readonly mode: string
  /** 0 in setup mode. */
  readonly amount: number
  readonly currency: string | undefined
}

export interface PaymentError {
  readonly type: string
  readonly code: string
  readonly decline_code?: string | undefined
  readonly message: string
  readonly charge?: string | undefined
}

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'processing'
  | 'succeeded'
  | 'canceled'

/** A PaymentIntent or a SetupIntent; the latter has amount 0 and no currency. */
export interface Intent {
  readonly kind: 'payment_intent' | 'setup_intent'
  readonly id: string
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly customer: string | null
  readonly setupFutureUsage: string | null
  status: IntentStatus
  metadata: Metadata
  method: string | null
  received: number
  lastError: PaymentError | null
  latestCharge: string | null
  returnUrl: string | null
  /** Of the bank's page, while it waits for the cardholder. */
  challenge: string | null
}

export interface Charge {
  readonly id: string
  readonly created: number
  readonly intent: string
  readonly amount: number
  readonly currency: string
  readonly metadata: Metadata
  readonly outcome: { readonly type: string; readonly reason: string | null }
  readonly paid: boolean
  captured: number
  refunded: number
}

export interface Refund {
  readonly id: string
  readonly created: number
  readonly charge: string
  readonly intent: string
  readonly amount: number
  readonly currency: string
  readonly metadata: Metadata
  status: 'succeeded' | 'pending' | 'failed' | 'canceled'
}

export interface Dispute {
  readonly id: string
  readonly created: number
  readonly charge: string
  readonly intent: string
  readonly amount: number
  readonly currency: string
  readonly reason: string
  status: string
}

/** All that the server knows; a test reads it to see where money is. */
export interface Books {
  readonly customers: Map<string, Customer>
  readonly methods: Map<string, Method>
  readonly tokens: Map<string, ConfirmationToken>
  readonly intents: Map<string, Intent>
  readonly charges: Map<string, Charge>
  readonly refunds: Map<string, Refund>
  readonly disputes: Map<string, Dispute>
}

export const emptyBooks = (): Books => ({
  customers: new Map(),
  methods: new Map(),
  tokens: new Map(),
  intents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  disputes: new Map(),
})

export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`

/** Stripe counts whole seconds. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000)

export function put<Kept extends { readonly id: string }>(into: Map<string, Kept>, kept: Kept): Kept {
  into.set(kept.id, kept)
  return kept
}
