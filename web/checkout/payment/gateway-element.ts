import { texts } from '../page.ts'
import type { Basket } from '../wire.ts'
import { lateElement } from './late-element.ts'
import { sandboxElement } from './sandbox-element.ts'

/** What the order's `payment` says; whatever secret was typed stayed in the gateway's frame. */
export type PaymentAnswer =
  | { readonly payment: Readonly<Record<string, unknown>> }
  | { readonly mistake: string }

/** Who pays, as the form has it; empty where nothing is known. */
export interface PayerDetails {
  readonly name: string
  readonly email: string
  readonly address1: string
  readonly address2: string
  readonly city: string
  readonly state: string
  readonly postalCode: string
  readonly country: string
}

/** A gateway's card element, as this page uses it. Each gateway brings one implementation. */
export interface GatewayElement {
  /** Does it name its own fields? Then the page puts no label above it. */
  readonly isLabelled: boolean
  /** Shows itself in `place`; `onEnter` when Enter is pressed inside. */
  readonly mount: (place: HTMLElement, onEnter: () => void) => void
  /**
   * Says what is due today, a decimal amount, whenever that is known anew; before or after the element is shown. Zero: a method is
   * only saved for later.
   */
  readonly update: (due: string) => void
  /** Shows and answers what is wrong with what was typed; nothing when it can be used. */
  readonly check: () => Promise<string | undefined>
  /** Turns what was typed into a payment, or shows and answers what is wrong with it. */
  readonly createPayment: (payer?: PayerDetails) => Promise<PaymentAnswer>
  readonly focus: () => void
  readonly destroy: () => void
}

/** Whose element it is, and what it is told before anything is due. */
export interface ElementSettings {
  readonly gateway: Basket['gateway']
  readonly merchantName: string
  /** ISO 4217. */
  readonly currency: string
  /** Has the page no form that asks who pays? Then the element asks what its gateway wants to know. */
  readonly asksPayer: boolean
}

export function gatewayElement({ gateway, ...settings }: ElementSettings): GatewayElement {
  if (gateway.kind === 'sandbox') return sandboxElement(gateway.url)
  if (gateway.kind !== 'stripe') return missingElement
  return lateElement(async (onBroken) => {
    const { openStripe } = await import('./stripe-element.ts')
    return openStripe({ ...gateway, ...settings, onBroken })
  })
}

/** Of a gateway that this page does not know: the card cannot be taken, and the form says so. */
const missingElement: GatewayElement = {
  isLabelled: false,
  mount: () => {},
  update: () => {},
  check: async () => texts.cardNotReady,
  createPayment: async () => ({ mistake: texts.cardNotReady }),
  focus: () => {},
  destroy: () => {},
}
