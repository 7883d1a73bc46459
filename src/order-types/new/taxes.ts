import type { ChangeOf } from '../../domain/change.ts'
import type { Facts } from '../../domain/facts.ts'
import type { NewOrder } from '../../domain/order.ts'
import { taxedTogether } from '../../domain/schedule-tax.ts'
import type { Schedule } from '../../domain/subscription.ts'
import { placeOf, type Taxes } from '../../domain/tax.ts'

/** The taxes of where the buyer is. */
export function taxesOf(order: NewOrder, { taxRates }: Facts): Taxes {
  const given = [
    { relationship: 'billing' as const, address: order.billing ?? {} },
    { relationship: 'delivery' as const, address: order.delivery ?? {} },
  ]
  return { rates: taxRates, place: placeOf(given, order.country ?? '') }
}

/** What is due today of all subscriptions becomes one invoice and is taxed as one total. */
export function taxedTogetherToday(
  starts: readonly ChangeOf<'start_subscription'>[],
  taxes: Taxes,
): readonly ChangeOf<'start_subscription'>[] {
  const isDue = ({ status }: Schedule) => status === 'invoiced'
  const due = taxedTogether(
    starts.flatMap(({ schedules }) => schedules.filter(isDue)),
    taxes,
  )
  const now = new Map(due.map((entry) => [entry.id, entry]))
  return starts.map((start) => ({
    ...start,
    schedules: start.schedules.map((entry) => now.get(entry.id) ?? entry),
  }))
}
