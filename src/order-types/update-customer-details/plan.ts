import type { Changeset } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import type { UpdateCustomerDetails } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import { localDay } from '../../domain/time-zone.ts'
import { vatNumberMistake } from '../../domain/vat-number.ts'
import { livingSubscription } from '../living-subscription.ts'

/** Changes what is named of the subscription's customer. */
export function planUpdateCustomerDetails(order: UpdateCustomerDetails, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  if (Object.keys(order.details).length === 0)
    return refuseAt('invalid_request', '/customerDetails', 'customerDetails names nothing to change.')
  const country = facts.before.addresses.find(({ relationship }) => relationship === 'billing')?.address
    .country
  const vatMistake = vatNumberMistake(order.details.vatNumber ?? '', country ?? subscription.country)
  if (vatMistake !== undefined)
    return refuseAt('invalid_request', '/customerDetails/vatNumber', `vatNumber ${vatMistake}.`)
  return {
    effectiveOn: localDay(facts.at, subscription.timeZone),
    currency: subscription.currency,
    changes: [{ kind: 'change_customer', customerId: subscription.customerId, details: order.details }],
    effects: [],
    messages: [
      {
        level: 'info',
        code: 'details_change',
        text: 'The new details hold from now on. Invoices already issued keep the old ones.',
      },
    ],
  }
}
