import type { CustomerState } from '../domain/customer-state.ts'
import type { ChangePayment, CustomerOrder } from '../domain/order.ts'
import type { Stores } from '../ports/database.ts'

/** What an order on a customer, or on a means of payment of theirs, may read or change. */
export function loadCustomer(
  { customers }: Pick<Stores, 'customers'>,
  order: CustomerOrder,
): Promise<CustomerState> {
  return order.type === 'delete_payment_method'
    ? customers.loadMethod(order.paymentMethodId)
    : customers.load(order.customerId)
}

/** Another means of payment may be one of the owner's that is out of reach, and may be for all that the customer holds. */
export async function withMeans(
  { customers, orders }: Pick<Stores, 'customers' | 'orders'>,
  { means, wholeCustomer, subscriptionId }: ChangePayment,
  state: CustomerState,
): Promise<CustomerState> {
  const isInReach =
    means?.type !== 'saved' || state.paymentMethods.some(({ id }) => id === means.paymentMethodId)
  const method = isInReach ? undefined : await orders.findPaymentMethod(means.paymentMethodId)
  const paymentMethods = method === undefined ? state.paymentMethods : [...state.paymentMethods, method]
  if (!wholeCustomer) return { ...state, paymentMethods }
  const others = await customers.loadSiblings(subscriptionId)
  return {
    ...state,
    paymentMethods,
    subscriptions: [...state.subscriptions, ...others.subscriptions],
    subscriptionOffers: [...state.subscriptionOffers, ...others.subscriptionOffers],
    invoices: [...state.invoices, ...others.invoices],
  }
}

/** Until the transaction ends. Nobody else may change the customer; or take the method into use that is about to go. */
export function lockCustomer({ customers }: Pick<Stores, 'customers'>, order: CustomerOrder): Promise<void> {
  return order.type === 'delete_payment_method'
    ? customers.lockMethod(order.paymentMethodId)
    : customers.lock(order.customerId)
}

/** Subscriptions before their customer, as everybody takes them; then the method, which nobody may delete meanwhile. */
export async function lockMeans(
  { customers, orders }: Pick<Stores, 'customers' | 'orders'>,
  { means, wholeCustomer, subscriptionId }: ChangePayment,
): Promise<void> {
  if (wholeCustomer) await customers.lockSiblings(subscriptionId)
  await orders.lockSubscription(subscriptionId)
  if (means?.type === 'saved') await customers.lockMethod(means.paymentMethodId)
}
