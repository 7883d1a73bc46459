import type { Invoice } from '../../domain/invoice.ts'
import { toDecimal } from '../../domain/money.ts'

/** The part of an envelope that is the same on every object. */
export const kept = { service: 'limio', mode: 'production' } as const

/** Minor units to the decimal string that stands on the wire; null stays null. */
export function amountOf(minor: number | undefined, currency: string | undefined): string | null {
  return minor === undefined || currency === undefined ? null : toDecimal(minor, currency)
}

/** To whom it was issued; what is not known is left out. */
export function billToOf({ billTo: { customer, address } }: Pick<Invoice, 'billTo'>) {
  return { customer: { ...customer }, ...(address === undefined ? {} : { address: { ...address } }) }
}
