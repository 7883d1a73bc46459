import { texts } from '../page.ts'
import { sandboxElement } from './sandbox-element.ts'

/** What the order's `payment` says; whatever secret was typed stayed in the gateway's frame. */
export type PaymentAnswer =
  | { readonly payment: Readonly<Record<string, unknown>> }
  | { readonly mistake: string }

/** A gateway's card element, as this page uses it. Each gateway brings one implementation. */
export interface GatewayElement {
  /** Shows itself in `place`; `onEnter` when Enter is pressed inside. */
  readonly mount: (place: HTMLElement, onEnter: () => void) => void
  /** Turns what was typed into a payment, or shows and answers what is wrong with it. */
  readonly createPayment: () => Promise<PaymentAnswer>
  readonly focus: () => void
  readonly destroy: () => void
}

export function gatewayElement(gateway: { readonly kind: string; readonly url: string }): GatewayElement {
  if (gateway.kind === 'sandbox') return sandboxElement(gateway.url)
  return missingElement
}

/** Of a gateway that this page does not know: the card cannot be taken, and the form says so. */
const missingElement: GatewayElement = {
  mount: () => {},
  createPayment: async () => ({ mistake: texts.cardNotReady }),
  focus: () => {},
  destroy: () => {},
}
