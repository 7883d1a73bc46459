import type { Changeset } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import { isOnCustomer, type UpdateCustomerDetails, type UpdateDetailsOfCustomer } from '../../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../../domain/refusal.ts'
import type { LocalDate } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { vatNumberMistake } from '../../domain/vat-number.ts'
import { currencyOf } from '../customer-currency.ts'
import { livingSubscription } from '../living-subscription.ts'

type Update = UpdateCustomerDetails | UpdateDetailsOfCustomer

/** Changes what is named of a customer, or of the subscription's. A subscription keeps its time zone: its days were promised in it. */
export function planUpdateCustomerDetails(order: Update, facts: Facts): Changeset | Refusal {
  const whose = isOnCustomer(order) ? customer(order, facts) : customerOfSubscription(facts)
  if (isRefused(whose)) return whose
  if (Object.keys(order.details).length === 0)
    return refuseAt('invalid_request', '/customerDetails', 'customerDetails names nothing to change.')
  const billing = facts.before.addresses.find(({ relationship }) => relationship === 'billing')
  const country = billing?.address.country ?? whose.country
  const vatMistake = vatNumberMistake(order.details.vatNumber ?? '', country)
  if (vatMistake !== undefined)
    return refuseAt('invalid_request', '/customerDetails/vatNumber', `vatNumber ${vatMistake}.`)
  return {
    effectiveOn: whose.today,
    currency: whose.currency,
    changes: [{ kind: 'change_customer', customerId: whose.id, details: order.details }],
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

interface Whose {
  readonly id: string
  readonly currency: string
  /** Where they bought, where that is known. */
  readonly country: string | undefined
  readonly today: LocalDate
}

function customer({ customerId }: UpdateDetailsOfCustomer, facts: Facts): Whose | Refusal {
  const known = facts.before.customers.some(({ id }) => id === customerId)
  if (!known) return refuse('not_found', 'There is no such customer.')
  const today = localDay(facts.at, facts.timeZone)
  return { id: customerId, currency: currencyOf(facts), country: undefined, today }
}

function customerOfSubscription(facts: Facts): Whose | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  const { customerId: id, currency, country, timeZone } = subscription
  return { id, currency, country, today: localDay(facts.at, timeZone) }
}
