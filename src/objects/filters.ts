import type { ListQuery, WireFilterName } from '../contract/objects.ts'
import { type Mistake, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import { canonicalSalesforceId } from '../domain/salesforce-id.ts'
import type { FilterName, Filters, ObjectType } from '../ports/object-store.ts'

const names: Readonly<Record<WireFilterName, FilterName>> = {
  external_id: 'externalId',
  reference: 'reference',
  number: 'number',
  accountId: 'crmAccountId',
  email: 'email',
  status: 'status',
  owner: 'ownerId',
  checkoutId: 'checkoutId',
  order_type: 'orderType',
  subscription: 'subscriptionId',
  order: 'orderId',
  type: 'eventType',
  subject: 'subjectId',
  after: 'afterSeq',
}

/** The filters that each type knows. */
export const filtersByType: Readonly<Record<ObjectType, readonly WireFilterName[]>> = {
  orders: ['external_id', 'reference', 'accountId', 'email', 'status', 'owner', 'checkoutId', 'order_type'],
  subscriptions: ['reference', 'accountId', 'email', 'status', 'owner', 'order'],
  customers: ['email', 'reference', 'owner', 'order'],
  subscription_offers: ['owner', 'subscription', 'order', 'status'],
  schedules: ['owner', 'subscription', 'order', 'status'],
  addresses: ['owner', 'order'],
  payment_methods: ['owner', 'order'],
  invoices: ['reference', 'number', 'owner', 'subscription', 'order', 'status'],
  payments: ['reference', 'owner', 'subscription', 'order'],
  credit_memos: ['reference', 'number', 'owner', 'subscription', 'order'],
  refunds: ['reference', 'owner', 'subscription', 'order', 'status'],
  disputes: ['owner', 'order', 'status'],
  gift_code: ['owner', 'subscription', 'order', 'status'],
  user_entitlements: ['owner', 'subscription', 'order', 'status'],
  promo_codes_v2: ['reference'],
  identities: ['accountId'],
  events: ['order', 'owner', 'type', 'subject', 'after'],
  process: ['order', 'owner', 'status'],
}

/** Refusals: `invalid_request`, pointing at each filter that this type does not know; `invalid_salesforce_id`. */
export function readFilters(type: ObjectType, query: ListQuery): Filters | Refusal {
  const known = filtersByType[type]
  const given = wireNames.filter((name) => query[name] !== undefined)
  const foreign = given.filter((name) => !known.includes(name))
  if (foreign.length > 0) return refuseForeign(type, foreign)
  const filters = Object.fromEntries(given.map((name) => [names[name], query[name]]))
  if (query.accountId === undefined) return filters
  const crmAccountId = canonicalSalesforceId('account', query.accountId)
  if (crmAccountId === undefined)
    return refuseAt('invalid_salesforce_id', '?accountId', 'accountId is not the id of a Salesforce Account')
  return { ...filters, crmAccountId }
}

const wireNames = Object.keys(names) as WireFilterName[]

function refuseForeign(type: ObjectType, foreign: readonly WireFilterName[]): Refusal {
  const known = filtersByType[type].join(', ')
  const errors: Mistake[] = foreign.map((name) => ({
    pointer: `?${name}`,
    code: 'unknown_filter',
    message: `${type} cannot be narrowed by "${name}"; they can by ${known}`,
  }))
  return refuse('invalid_request', errors[0]?.message ?? '', { errors })
}
