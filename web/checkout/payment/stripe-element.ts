import { locale, texts } from '../page.ts'
import type { GatewayElement, PayerDetails, PaymentAnswer } from './gateway-element.ts'
import { stripeAppearance, watchAppearance } from './stripe-appearance.ts'
import { type BillingDetails, type Intention, loadStripeJs } from './stripe-js.ts'

export interface StripeSettings {
  /** Of Stripe's script. */
  readonly url: string
  readonly publishableKey: string | null
  /** With how many decimals Stripe counts amounts of the basket's currency. */
  readonly decimals: number | null
  /** ISO 4217. */
  readonly currency: string
  readonly merchantName: string
  /** When Stripe's own frame does not load. */
  readonly onBroken: () => void
}

/**
 * Stripe's Payment Element. The card is typed into Stripe's own frames; this page gets a confirmation token, which is worth one
 * payment of ours. Throws when Stripe's script does not come.
 */
export async function openStripe(settings: StripeSettings): Promise<GatewayElement> {
  const stripe = (await loadStripeJs(settings.url))(settings.publishableKey ?? '', {
    locale: stripeLocale(locale),
  })
  const elements = stripe.elements({
    ...nothingDue,
    currency: settings.currency.toLowerCase(),
    captureMethod: 'manual',
    setupFutureUsage: 'off_session',
    allowedPaymentMethodTypes: ['card'],
    appearance: stripeAppearance(),
  })
  const card = elements.create('payment', {
    business: { name: settings.merchantName },
    // Asked for by our own form, and handed over with the token.
    fields: { billingDetails: { name: 'never', email: 'never', address: 'never' } },
    wallets: { applePay: 'never', googlePay: 'never', link: 'never' },
  })
  card.on('loaderror', settings.onBroken)
  const unwatch = watchAppearance((appearance) => void elements.update({ appearance }))

  const check = async () => {
    const { error } = await elements.submit()
    return error && (error.message ?? texts.cardIncomplete)
  }

  // What a payment is made of has to be in step with what is due.
  let told = Promise.resolve()

  const createPayment = async (payer: PayerDetails): Promise<PaymentAnswer> => {
    await told
    const mistake = await check()
    if (mistake !== undefined) return { mistake }
    const params = { payment_method_data: { billing_details: billingDetails(payer) } }
    const { error, confirmationToken } = await stripe.createConfirmationToken({ elements, params })
    if (confirmationToken === undefined) return { mistake: error?.message ?? texts.cardNotReady }
    return { payment: { type: 'stripe', stripe: { token: confirmationToken.id } } }
  }

  return {
    isLabelled: true,
    mount: (place) => card.mount(place),
    update: (due) => {
      told = elements.update(intentionOf(due, settings.decimals ?? 2))
    },
    check,
    createPayment,
    focus: () => card.focus(),
    destroy: () => {
      unwatch()
      card.destroy()
    },
  }
}

const nothingDue: Intention = { mode: 'setup', amount: undefined }

/** `"19.99"` with two decimals is 1999. Nothing due today: the card is only checked and saved. */
export function intentionOf(amount: string, decimals: number): Intention {
  const [whole = '', fraction = ''] = amount.split('.')
  const units = Number(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
  return units > 0 ? { mode: 'payment', amount: units } : nothingDue
}

function billingDetails(payer: PayerDetails): BillingDetails {
  const { name, email, address1, address2, city, state, postalCode, country } = payer
  return {
    name,
    email,
    address: { line1: address1, line2: address2, city, state, postal_code: postalCode, country },
  }
}

/** Stripe knows few regions; anywhere else it is told the language alone. */
export function stripeLocale(tag: string): string {
  const { language, region } = new Intl.Locale(tag)
  const known = ['en-GB', 'fr-CA', 'pt-BR', 'zh-HK', 'zh-TW']
  const full = `${language}-${region ?? ''}`
  return known.includes(full) ? full : language
}
