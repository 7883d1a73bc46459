import { fromDecimal } from '../../domain/money.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'

/** Minor units of a decimal above zero, in the subscription's currency. */
export function toMinor(amount: string, currency: string, pointer: string): number | Refusal {
  return (
    fromDecimal(amount, currency) ??
    refuseAt(
      'invalid_request',
      pointer,
      `must be an amount of ${currency}, with no more decimals than it has`,
    )
  )
}
