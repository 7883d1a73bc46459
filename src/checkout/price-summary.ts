import { numberFormat } from '../domain/formatters.ts'
import { toDecimal } from '../domain/money.ts'
import type { Offer, Price } from '../domain/offer.ts'
import type { Interval } from '../domain/time.ts'
import { type PriceWords, priceWordsFor } from './price-words.ts'

/** The price that names an offer: what it costs again and again from its beginning, else its first. */
export function mainPrice(offer: Pick<Offer, 'prices'>): Price | undefined {
  const recurring = offer.prices.filter((price) => price.kind === 'recurring')
  return recurring.find((price) => price.delay === undefined) ?? recurring[0] ?? offer.prices[0]
}

/** A price in words for one unit of quantity: "£12.00" and "per month", "per month for 3 months, then £12.00 per month". */
export function summarisePrice(offer: Offer, locale: string): { headline: string; subline: string } {
  const main = mainPrice(offer)
  if (main === undefined) return { headline: '', subline: '' }
  const speech = speechFor(locale, offer.currency)
  const later = offer.prices.filter((price) => price !== main && price.kind === 'recurring')
  const extras = offer.prices.filter((price) => price !== main && price.kind === 'one_time')
  const begins = beginning(speech, offer, main, rhythm(speech, main))
  const then = later.map((price) => fill(speech.words.next, { x: inFull(speech, price) }))
  const plus = extras
    .filter((price) => price.unitAmount > 0)
    .map((price) => fill(speech.words.plus, { x: inFull(speech, price) }))
  return { headline: speech.amount(main.unitAmount), subline: begins + then.join('') + plus.join('') }
}

interface Speech {
  readonly words: PriceWords
  readonly amount: (minor: number) => string
  readonly length: (interval: Interval) => string
}

function speechFor(locale: string, currency: string): Speech {
  const amounts = numberFormat(locale, { style: 'currency', currency })
  return {
    words: priceWordsFor(locale),
    amount: (minor) => amounts.format(Number(toDecimal(minor, currency))),
    length: ({ count, unit }) =>
      numberFormat(locale, {
        style: 'unit',
        unit: unit.slice(0, -1),
        unitDisplay: 'long',
      }).format(count),
  }
}

/** "per month", "every 3 months", "per month for 3 months", "for 3 months" when one charge covers them, "once". */
function rhythm({ words, length }: Speech, { kind, interval, repeatCount }: Price): string {
  if (kind === 'one_time' || interval === undefined) return words.once
  if (repeatCount === 1) return fill(words.during, { n: length(interval) })
  const each = interval.count === 1 ? words.per[interval.unit] : fill(words.every, { n: length(interval) })
  if (repeatCount === undefined) return each
  return fill(words.lasting, {
    x: each,
    n: length({ count: interval.count * repeatCount, unit: interval.unit }),
  })
}

function inFull(speech: Speech, price: Price): string {
  return `${speech.amount(price.unitAmount)} ${rhythm(speech, price)}`
}

/** Says so when the first charge comes only after a while: a trial, or a later start. */
function beginning({ words, length }: Speech, offer: Offer, { delay }: Price, said: string): string {
  if (delay === undefined) return said
  return fill(offer.isTrial ? words.afterFree : words.startingAfter, { x: said, n: length(delay) })
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w)\}/g, (_, name: string) => values[name] ?? '')
}
