import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyExponents } from '../../domain/currencies.ts'
import { fromStripeAmount, toStripeAmount } from './amounts.ts'

describe('an amount as Stripe writes it', () => {
  test.each<[string, number, string, number | undefined]>([
    ['two decimals everywhere', 1999, 'EUR', 1999],
    ['no decimals everywhere', 500, 'JPY', 500],
    ['no decimals for us, two zeros for Stripe', 5, 'ISK', 500],
    ['no decimals for us, two zeros for Stripe', 5, 'UGX', 500],
    ['two decimals for us, none for Stripe', 1200, 'MGA', 12],
    ['two decimals for us, none for Stripe: a fraction is not moved', 1250, 'MGA', undefined],
    ['three decimals, the last 0', 5120, 'KWD', 5120],
    ['three decimals, the last not 0: not moved', 5124, 'KWD', undefined],
    ['charged with decimals, paid out without', 1045, 'HUF', 1045],
    ['charged with decimals, paid out without', 80045, 'TWD', 80045],
    ['nothing is nothing', 0, 'ISK', 0],
    ['no such currency', 100, 'XXX', undefined],
  ])('%s: %i %s', (_, amount, currency, written) => {
    expect(toStripeAmount(amount, currency)).toBe(written)
  })

  test('whatever Stripe is told reads back as what was meant', () => {
    const currencies = fc.constantFrom(...currencyExponents.keys())
    fc.assert(
      fc.property(currencies, fc.nat({ max: 99_999_999 }), (currency, amount) => {
        const written = toStripeAmount(amount, currency)
        fc.pre(written !== undefined)
        expect(fromStripeAmount(written ?? 0, currency.toLowerCase())).toBe(amount)
      }),
    )
  })

  test('of every currency some amount can be moved', () => {
    const stuck = [...currencyExponents.keys()].filter(
      (currency) => toStripeAmount(1000, currency) === undefined,
    )
    expect(stuck).toEqual([])
  })

  test('what cannot be named in our units is a bug, and not rounded', () => {
    expect(() => fromStripeAmount(550, 'isk')).toThrow('cannot read 550 isk')
  })
})
