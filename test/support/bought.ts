import { type Step, tryStep, type World } from './history.ts'
import { anOffer } from './plan.ts'

/** One monthly subscription, bought on 10 June 2026 and paid by invoice: for orders that are about something else than money. */
export const soldWorld: World = { offers: [anOffer({ id: '0'.repeat(40) })] }

export const boughtInJune: Step = {
  at: '2026-06-10T09:00:00.000Z',
  request: {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer: 0, quantity: 1 }],
    customerDetails: { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' },
    billingDetails: { address1: '1 Old St', city: 'Leeds', postalCode: 'LS1 1AA', country: 'GB' },
    payment: { type: 'invoice' },
  },
}

export const endedInJune: Step = {
  at: '2026-06-15T09:00:00.000Z',
  request: { order_type: 'cancel_subscription', cancelDate: '2026-06-15' },
}

/** What an order of 20 June does, or why not. */
export function orderInJune(before: Parameters<typeof tryStep>[1], request: Step['request']) {
  return tryStep(soldWorld, before, { at: '2026-06-20T09:00:00.000Z', request }, 9)
}
