import { currencyExponents } from '../../domain/currencies.ts'

const zeroDecimals = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
const threeDecimals = new Set('BHD JOD KWD OMR TND'.split(' '))
/** Written with two decimals that must both be 0. */
const wholeUnits = new Set(['ISK', 'UGX'])

interface Written {
  /** Decimals that Stripe writes. */
  readonly decimals: number
  /** What Stripe's amount must be a multiple of. */
  readonly step: number
}

/**
 * How Stripe writes amounts of a currency, after https://docs.stripe.com/currencies (minor units, special cases). It differs from
 * ISO 4217: `MGA` has no decimals there, `ISK` and `UGX` two that are always 0, the third decimal of `KWD` and its like is always 0.
 * `HUF` and `TWD` are special for payouts alone: they are charged with both decimals.
 */
function writtenAs(currency: string): Written {
  if (zeroDecimals.has(currency)) return { decimals: 0, step: 1 }
  if (threeDecimals.has(currency)) return { decimals: 3, step: 10 }
  return { decimals: 2, step: wholeUnits.has(currency) ? 100 : 1 }
}

/** Decimals with which Stripe counts amounts of this ISO 4217 currency, on the page as well. */
export function stripeDecimals(currency: string): number {
  return writtenAs(currency).decimals
}

function factorOf(currency: string): number | undefined {
  const exponent = currencyExponents.get(currency)
  return exponent === undefined ? undefined : 10 ** (writtenAs(currency).decimals - exponent)
}

/** Our minor units (ISO 4217) as Stripe writes them; absent where Stripe cannot move this amount exactly. */
export function toStripeAmount(amount: number, currency: string): number | undefined {
  const factor = factorOf(currency)
  if (factor === undefined) return undefined
  const written = factor < 1 ? amount / Math.round(1 / factor) : amount * factor
  return Number.isSafeInteger(written) && written % writtenAs(currency).step === 0 ? written : undefined
}

/** What Stripe wrote, in our minor units. Throws on a currency or an amount that we cannot name. */
export function fromStripeAmount(written: number, currency: string): number {
  const factor = factorOf(currency.toUpperCase())
  const amount =
    factor === undefined ? undefined : factor < 1 ? written * Math.round(1 / factor) : written / factor
  if (amount === undefined || !Number.isSafeInteger(amount))
    throw new Error(`cannot read ${written} ${currency} in minor units`)
  return amount
}
