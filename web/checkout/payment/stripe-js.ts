/** Stripe's own script, as far as this page speaks to it, and how it is fetched. It may only ever come from Stripe, so it is not bundled. */

export interface StripeError {
  readonly message?: string
}

export interface BillingDetails {
  readonly name: string
  readonly email: string
  readonly address: {
    readonly line1: string
    readonly line2: string
    readonly city: string
    readonly state: string
    readonly postal_code: string
    readonly country: string
  }
}

/** What is to be paid, in Stripe's smallest units; or a method that is only saved, for no amount. */
export type Intention =
  | { readonly mode: 'payment'; readonly amount: number }
  | { readonly mode: 'setup'; readonly amount: undefined }

export interface Appearance {
  readonly theme: 'stripe' | 'night'
  readonly variables: Readonly<Record<string, string>>
  readonly rules: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export interface StripePaymentElement {
  readonly mount: (place: HTMLElement) => void
  readonly on: (event: 'loaderror', listener: () => void) => void
  readonly focus: () => void
  readonly destroy: () => void
}

export interface StripeElements {
  readonly create: (type: 'payment', options: Readonly<Record<string, unknown>>) => StripePaymentElement
  readonly update: (changes: Intention | { readonly appearance: Appearance }) => Promise<void>
  readonly submit: () => Promise<{ readonly error?: StripeError }>
}

export type ElementsOptions = Intention & {
  readonly currency: string
  readonly captureMethod: 'manual'
  readonly setupFutureUsage: 'off_session'
  readonly allowedPaymentMethodTypes: readonly string[]
  readonly appearance: Appearance
}

export interface StripeJs {
  readonly elements: (options: ElementsOptions) => StripeElements
  readonly createConfirmationToken: (options: {
    readonly elements: StripeElements
    readonly params?: { readonly payment_method_data: { readonly billing_details: BillingDetails } }
  }) => Promise<{ readonly error?: StripeError; readonly confirmationToken?: { readonly id: string } }>
}

type MakeStripe = (publishableKey: string, options: { readonly locale: string }) => StripeJs

declare global {
  interface Window {
    readonly Stripe?: MakeStripe
  }
}

/** After that the script counts as not loaded; trying again asks for it anew. */
const patienceMs = 8000

let coming: Promise<MakeStripe> | undefined

/** Stripe's script, fetched once for the page. Throws when it does not come. */
export function loadStripeJs(url: string): Promise<MakeStripe> {
  coming ??= fetchScript(url).catch((error) => {
    coming = undefined
    throw error
  })
  return coming
}

function fetchScript(url: string): Promise<MakeStripe> {
  if (window.Stripe !== undefined) return Promise.resolve(window.Stripe)
  const script = document.createElement('script')
  return new Promise<MakeStripe>((loaded, failed) => {
    const fail = () => {
      script.remove()
      failed(new Error('the script of the card form did not load'))
    }
    const timer = setTimeout(fail, patienceMs)
    script.addEventListener('error', fail)
    script.addEventListener('load', () => {
      clearTimeout(timer)
      if (window.Stripe === undefined) fail()
      else loaded(window.Stripe)
    })
    script.src = url
    script.async = true
    document.head.append(script)
  })
}
