import { exactSum } from './money.ts'
import type { Schedule } from './subscription.ts'
import { type Taxes, withTax } from './tax.ts'

/** Entries as the taxes have it now, each a total of its own. One in which nothing moves is the same object. */
export function taxedEntries(entries: readonly Schedule[], taxes: Taxes): readonly Schedule[] {
  return entries.flatMap((entry) => taxedTogether([entry], taxes))
}

/** The same for entries that become one invoice: their lines are taxed as one total. */
export function taxedTogether(entries: readonly Schedule[], taxes: Taxes): readonly Schedule[] {
  const lines = withTax(
    entries.flatMap((entry) => entry.lines),
    taxes,
  )
  let at = 0
  return entries.map((entry) => {
    const own = lines.slice(at, at + entry.lines.length)
    at += own.length
    if (own.every((line, index) => line === entry.lines[index])) return entry
    return {
      ...entry,
      amount: exactSum(own.map((line) => line.amount)),
      tax: exactSum(own.map((line) => line.tax)),
      lines: own,
    }
  })
}
