import { locale, texts } from '../page.ts'
import type { GatewayElement, PayerDetails, PaymentAnswer } from './gateway-element.ts'
import { stripeAppearance, watchAppearance } from './stripe-appearance.ts'
import { type BillingDetails, loadStripeJs } from './stripe-js.ts'
import { intentionOf, nothingDue, stripeLocale } from './stripe-terms.ts'

export interface StripeSettings {
  /** Of Stripe's script. */
  readonly url: string
  readonly publishableKey: string | null
  /** With how many decimals Stripe counts amounts of the basket's currency. */
  readonly decimals: number | null
  /** ISO 4217. */
  readonly currency: string
  readonly merchantName: string
  readonly asksPayer: boolean
  /** When Stripe's own frame does not load. */
  readonly onBroken: () => void
}

/** What our own form asks for is handed over with the token. */
const askedByUs = { billingDetails: { name: 'never', email: 'never', address: 'never' } }

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
    ...(settings.asksPayer ? {} : { fields: askedByUs }),
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

  const createPayment = async (payer?: PayerDetails): Promise<PaymentAnswer> => {
    await told
    const mistake = await check()
    if (mistake !== undefined) return { mistake }
    const params = payer && { payment_method_data: { billing_details: billingDetails(payer) } }
    const { error, confirmationToken } = await stripe.createConfirmationToken({
      elements,
      ...(params && { params }),
    })
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

function billingDetails(payer: PayerDetails): BillingDetails {
  const { name, email, address1, address2, city, state, postalCode, country } = payer
  return {
    name,
    email,
    address: { line1: address1, line2: address2, city, state, postal_code: postalCode, country },
  }
}
