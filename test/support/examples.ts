import { readdirSync, readFileSync } from 'node:fs'
import type { Offer, Price } from '../../src/domain/offer.ts'
import type { Step, World } from './history.ts'
import { anOffer, aPrice } from './plan.ts'

/** A request, the world it meets, and the figures it must come to; offers in the request are named by their place. */
export interface Example {
  readonly says: string
  readonly at: string
  readonly timeZone: string
  readonly offers: readonly (Omit<Partial<Offer>, 'prices'> & { prices: readonly Partial<Price>[] })[]
  /** What was ordered before, on the same subscription. */
  readonly history?: readonly Step[]
  readonly request: Readonly<Record<string, unknown>>
  readonly expect: {
    readonly paidAmount: string
    readonly effectiveDate: string
    /** What is credited; nothing when absent. */
    readonly credit?: string
    /** What goes back to where it was paid from; nothing when absent. */
    readonly refund?: string
    /** The first entries: day and amount. */
    readonly schedule: readonly (readonly [string, string])[]
  }
}

/** The examples of an order type, each with its folder and file. */
export function examplesOf(type: string): readonly [string, Example][] {
  const folder = new URL(`../../src/order-types/${type.replaceAll('_', '-')}/examples/`, import.meta.url)
  return readdirSync(folder).map((file) => [
    `${type}/${file}`,
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  ])
}

export function worldOf({ offers, timeZone }: Example): World {
  const sold = offers.map((offer, index) =>
    anOffer({ ...offer, id: String(index).repeat(40), prices: offer.prices.map(toPrice) }),
  )
  return { offers: sold, timeZone }
}

/** JSON says `null` of what is charged once. */
function toPrice(price: Partial<Price>): Price {
  return aPrice({ ...price, ...('interval' in price ? { interval: price.interval ?? undefined } : {}) })
}
