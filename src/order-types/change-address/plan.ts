import type { Change } from '../../domain/change.ts'
import type { Changeset, Message } from '../../domain/changeset.ts'
import { rescheduled } from '../../domain/charge-now.ts'
import type { Facts } from '../../domain/facts.ts'
import { fold } from '../../domain/fold.ts'
import type { ChangeAddress } from '../../domain/order.ts'
import type { StoredAddress } from '../../domain/party.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { placeOf } from '../../domain/tax.ts'
import { localDay } from '../../domain/time-zone.ts'
import { livingSubscription } from '../living-subscription.ts'

/** Puts a new billing or delivery address in the place of the old one, whole: what the new one lacks is not kept from the old. */
export function planChangeAddress(order: ChangeAddress, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  if (order.address.country === undefined)
    return refuseAt('invalid_request', '/address/country', 'The country of the address is needed.')
  const held = facts.before.addresses.find(({ relationship }) => relationship === order.relationship)
  const address: StoredAddress = {
    id: held?.id ?? facts.ids.id('address', order.relationship),
    ownerId: subscription.ownerId,
    customerId: subscription.customerId,
    orderId: held?.orderId ?? facts.orderId,
    relationship: order.relationship,
    address: order.address,
  }
  return {
    effectiveOn: localDay(facts.at, subscription.timeZone),
    currency: subscription.currency,
    changes: changesOf(address, subscription, facts),
    effects: [],
    messages: [
      {
        level: 'info',
        code: 'address_changes',
        text: `The new ${order.relationship} address holds from now on. Invoices already issued keep the old one.`,
      },
      ...countryMessages(held, address),
    ],
  }
}

/** What is charged from now on is taxed where the buyer is billed. */
function countryMessages(
  held: StoredAddress | undefined,
  { relationship, address: { country } }: StoredAddress,
): readonly Message[] {
  if (relationship !== 'billing' || held?.address.country === undefined) return []
  if (held.address.country === country) return []
  const text = `The country of the bill changes from ${held.address.country} to ${country}. Tax follows it from the next invoice on.`
  return [{ level: 'info', code: 'billing_country_changes', text }]
}

/** Where the buyer comes under another tax, what is to come is written down anew with it. */
function changesOf(address: StoredAddress, { id, timeZone, country }: Subscription, facts: Facts) {
  const { before, ids, taxRates, at } = facts
  const put: Change = { kind: 'put_address', address }
  const after = fold(before, [put])
  const [from, to] = [before, after].map(({ addresses }) => placeOf(addresses, country))
  const moved = from?.country !== to?.country || from?.subdivision !== to?.subdivision
  if (!moved || taxRates.length === 0) return [put]
  const today = localDay(at, timeZone)
  return [put, ...rescheduled(after, { subscriptionId: id, ids, today, taxRates })]
}
