import { toDecimal } from './money.ts'
import type { Interval, LocalDate } from './time.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A day as people write it: `22 November 2026`. */
export function dayInWords(on: LocalDate): string {
  return `${Number(on.slice(8))} ${months[Number(on.slice(5, 7)) - 1] ?? ''} ${Number(on.slice(0, 4))}`
}

/** An amount as people read it: `19.99 GBP`. */
export function moneyInWords(minor: number, currency: string): string {
  return `${toDecimal(minor, currency)} ${currency}`
}

/** A length of time: `1 month`, `52 weeks`. */
export function lengthInWords({ count, unit }: Interval): string {
  return count === 1 ? `1 ${unit.slice(0, -1)}` : `${count} ${unit}`
}

/** How often: `every month`, `every 4 weeks`. */
export function everyInWords({ count, unit }: Interval): string {
  return count === 1 ? `every ${unit.slice(0, -1)}` : `every ${count} ${unit}`
}
