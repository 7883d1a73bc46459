import type { CustomerState } from '../domain/customer-state.ts'
import type { Customer } from '../domain/party.ts'

/** What an order on a customer, or on a means of payment, may read and change. Costs the same however much their owner holds. */
export interface CustomerStore {
  readonly find: (id: string) => Promise<Pick<Customer, 'id' | 'ownerId'> | undefined>
  /** Keeps everybody else from changing what belongs to this customer until the transaction ends. */
  readonly lock: (id: string) => Promise<void>
  /** Keeps a method from being deleted, or from being taken into use, until the transaction ends. */
  readonly lockMethod: (id: string) => Promise<void>
  /** Locks every subscription of the customer of this one, in the order of their ids. */
  readonly lockSiblings: (subscriptionId: string) => Promise<void>
  /** The customer with their addresses; nothing when there is none. */
  readonly load: (id: string) => Promise<CustomerState>
  /** What they pay in. */
  readonly currency: (id: string) => Promise<string | undefined>
  /** A method as it stands, with its customer, and the first few subscriptions that still need it. */
  readonly loadMethod: (id: string) => Promise<CustomerState>
  /** The other subscriptions of this one's customer, with their offers and whatever is open on them. */
  readonly loadSiblings: (
    subscriptionId: string,
  ) => Promise<Pick<CustomerState, 'subscriptions' | 'subscriptionOffers' | 'invoices'>>
}
