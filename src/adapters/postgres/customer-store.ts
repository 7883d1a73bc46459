import { type CustomerState, emptyState } from '../../domain/customer-state.ts'
import type { Invoice, PaymentMethod } from '../../domain/invoice.ts'
import type { Customer, StoredAddress } from '../../domain/party.ts'
import type { Subscription, SubscriptionOffer } from '../../domain/subscription.ts'
import type { CustomerStore } from '../../ports/customer-store.ts'
import { rowsOf } from './due-state.ts'
import { fromRow, fromStateRow } from './rows.ts'
import type { Sql } from './sql.ts'

/** So many are named to whoever would delete a method that is needed. */
const namedAtMost = 10

const loadSql = `
  select ${rowsOf('customers', 't.id = c.id')} as customers,
    ${rowsOf('addresses', 't.customer_id = c.id')} as addresses
  from customers c where c.id = $1`

/** It renews itself and was not told to end, or has charges to come. */
const stillNeeded = `
  select s.id from subscriptions s
  where s.payment ->> 'paymentMethodId' = $1 and s.status in ('Initial', 'pending', 'active')
    and (s.auto_renew and s.cancel_on is null
      or exists (select 1 from schedules d where d.subscription_id = s.id and d.status = 'pending'))
  order by s.created_at, s.id limit ${namedAtMost}`

const loadMethodSql = `
  select ${rowsOf('customers', 't.id = c.id')} as customers,
    ${rowsOf('payment_methods', 't.id = m.id')} as methods,
    ${rowsOf('subscriptions', `t.id in (${stillNeeded})`)} as subscriptions
  from payment_methods m join customers c on c.id = m.customer_id where m.id = $1`

const siblings = `select o.id from subscriptions s join subscriptions o on o.customer_id = s.customer_id
  where s.id = $1 and o.id <> s.id and o.status in ('pending', 'active')`

const loadSiblingsSql = `
  select ${rowsOf('subscriptions', `t.id in (${siblings})`)} as subscriptions,
    ${rowsOf('subscription_offers', `t.subscription_id in (${siblings}) and t.status <> 'ended'`)} as offers,
    ${rowsOf('invoices', `t.balance > 0 and t.subscription_ids && array(${siblings}) and not t.subscription_ids @> array[$1]`)} as invoices`

interface LoadedRow {
  readonly customers: object[] | null
  readonly addresses?: object[] | null
  readonly methods?: object[] | null
  readonly subscriptions?: object[] | null
}

interface SiblingsRow {
  readonly subscriptions: object[] | null
  readonly offers: object[] | null
  readonly invoices: object[] | null
}

export function customerStore(sql: Sql): CustomerStore {
  return {
    ...locksOn(sql),
    find: async (id) => {
      const row = await sql.row('customers.find', 'select id, owner_id from customers where id = $1', [id])
      return row && fromRow<Pick<Customer, 'id' | 'ownerId'>>(row)
    },
    currency: async (id) => {
      const row = await sql.row<{ currency: string }>(
        'customers.currency',
        'select currency from subscriptions where customer_id = $1 limit 1',
        [id],
      )
      return row?.currency
    },
    load: async (id) => toState(await sql.row<LoadedRow>('customers.load', loadSql, [id])),
    loadMethod: async (id) => toState(await sql.row<LoadedRow>('customers.load-method', loadMethodSql, [id])),
    loadSiblings: async (subscriptionId) => {
      const row = await sql.row<SiblingsRow>('customers.load-siblings', loadSiblingsSql, [subscriptionId])
      return {
        subscriptions: (row?.subscriptions ?? []).map(fromStateRow<Subscription>),
        subscriptionOffers: (row?.offers ?? []).map(fromStateRow<SubscriptionOffer>),
        invoices: (row?.invoices ?? []).map(fromStateRow<Invoice>),
      }
    },
  }
}

function toState(row: LoadedRow | undefined): CustomerState {
  return {
    ...emptyState,
    customers: (row?.customers ?? []).map(fromStateRow<Customer>),
    addresses: (row?.addresses ?? []).map(fromStateRow<StoredAddress>),
    paymentMethods: (row?.methods ?? []).map(fromStateRow<PaymentMethod>),
    subscriptions: (row?.subscriptions ?? []).map(fromStateRow<Subscription>),
  }
}

function locksOn(sql: Sql): Pick<CustomerStore, 'lock' | 'lockMethod' | 'lockSiblings'> {
  return {
    lock: async (id) => {
      await sql.run('customers.lock', 'select 1 from customers where id = $1 for no key update', [id])
    },
    lockMethod: async (id) => {
      await sql.run('customers.lock-method', 'select 1 from payment_methods where id = $1 for update', [id])
    },
    lockSiblings: async (subscriptionId) => {
      await sql.run(
        'customers.lock-siblings',
        `select 1 from subscriptions where customer_id = (select customer_id from subscriptions where id = $1)
         order by id for update`,
        [subscriptionId],
      )
    },
  }
}
