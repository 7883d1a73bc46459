import type { Change, ChangeKind, ChangeOf } from '../domain/change.ts'
import type { IdSource } from '../domain/id.ts'
import { toDecimal } from '../domain/money.ts'
import type { Instant } from '../domain/time.ts'
import type { NewEvent } from '../ports/event-store.ts'
import type { OrderRecord } from '../ports/order-store.ts'

interface Told {
  readonly type: string
  readonly subjectId: string
  readonly data: Readonly<Record<string, unknown>>
}

type Tellers = { readonly [Kind in ChangeKind]: (change: ChangeOf<Kind>) => Told }

/** What each kind of change is called once it has happened. Amounts are decimal strings; people are named by id only. */
const tellers: Tellers = {
  add_customer: ({ customer }) => ({ type: 'customer.created', subjectId: customer.id, data: {} }),
  add_address: ({ address }) => ({
    type: 'address.added',
    subjectId: address.id,
    data: { customer: address.customerId, relationship_type: address.relationship },
  }),
  add_payment_method: ({ paymentMethod }) => ({
    type: 'payment_method.added',
    subjectId: paymentMethod.id,
    data: {
      customer: paymentMethod.customerId,
      gateway: paymentMethod.gateway,
      card: paymentMethod.card ?? null,
    },
  }),
  make_gift: ({ gift }) => ({
    type: 'gift.purchased',
    subjectId: gift.id,
    data: { subscription: gift.subscriptionId, deliveryDate: gift.deliverOn ?? null },
  }),
  deliver_gift: ({ giftId }) => ({ type: 'gift.delivered', subjectId: giftId, data: {} }),
  claim_gift: ({ giftId, subscription }) => ({
    type: 'gift.claimed',
    subjectId: giftId,
    data: {
      subscription: subscription.id,
      startDate: subscription.startOn,
      termEndDate: subscription.termEndOn ?? null,
    },
  }),
  refund_gift: ({ giftId }) => ({ type: 'gift.refunded', subjectId: giftId, data: {} }),
  start_subscription: ({ subscription }) => ({
    type: 'subscription.created',
    subjectId: subscription.id,
    data: { reference: subscription.reference, status: subscription.status, startDate: subscription.startOn },
  }),
  issue_invoice: ({ invoice }) => ({
    type: 'invoice.issued',
    subjectId: invoice.id,
    data: {
      reference: invoice.reference,
      total: toDecimal(invoice.total, invoice.currency),
      currency: invoice.currency,
      dueDate: invoice.dueOn,
    },
  }),
  record_payment: ({ payment }) => ({
    type: 'payment.captured',
    subjectId: payment.id,
    data: {
      invoice: payment.invoiceId,
      ...(payment.applications && { invoices: payment.applications.map(({ invoiceId }) => invoiceId) }),
      amount: toDecimal(payment.amount, payment.currency),
      currency: payment.currency,
      gateway: payment.gateway,
    },
  }),
  invoice_schedule: ({ scheduleIds, invoiceId }) => ({
    type: 'schedule.invoiced',
    subjectId: invoiceId,
    data: { schedules: scheduleIds },
  }),
  extend_schedule: ({ schedules }) => ({
    type: 'schedule.extended',
    subjectId: schedules[0]?.subscriptionId ?? '',
    data: { schedules: schedules.map((schedule) => schedule.id) },
  }),
  set_default_method: ({ paymentMethodId }) => ({
    type: 'payment_method.default',
    subjectId: paymentMethodId,
    data: {},
  }),
  delete_payment_method: ({ paymentMethodId }) => ({
    type: 'payment_method.deleted',
    subjectId: paymentMethodId,
    data: {},
  }),
  change_customer: ({ customerId, details }) => ({
    type: 'customer.updated',
    subjectId: customerId,
    data: { changed: Object.keys(details) },
  }),
  put_address: ({ address }) => ({
    type: 'address.changed',
    subjectId: address.id,
    data: { customer: address.customerId, relationship_type: address.relationship },
  }),
  note_cancel_intent: ({ subscriptionId, information }) => ({
    type: 'subscription.cancel_attempted',
    subjectId: subscriptionId,
    data: { information },
  }),
  set_payment: ({ subscriptionId, payment }) => ({
    type: 'subscription.payment_changed',
    subjectId: subscriptionId,
    data: { type: payment.type, payment_method: payment.paymentMethodId ?? null },
  }),
  use_promo_code: ({ code }) => ({
    type: 'promo_code.used',
    subjectId: `promo_code_v2-${code}`,
    data: { code },
  }),
  set_cancel_date: ({ subscriptionId, cancelOn }) => ({
    type:
      cancelOn === undefined ? 'subscription.cancellation_withdrawn' : 'subscription.cancellation_scheduled',
    subjectId: subscriptionId,
    data: { cancelDate: cancelOn ?? null },
  }),
  end_subscription: ({ subscriptionId, status, endOn }) => ({
    type: `subscription.${status}`,
    subjectId: subscriptionId,
    data: { endDate: endOn },
  }),
  renew_term: ({ subscriptionId, termStartOn, termEndOn }) => ({
    type: 'subscription.renewed',
    subjectId: subscriptionId,
    data: { termStartDate: termStartOn, termEndDate: termEndOn ?? null },
  }),
  schedule_change: ({ pendingChange }) => ({
    type: 'subscription.change_scheduled',
    subjectId: pendingChange.subscriptionId,
    data: {
      change: pendingChange.id,
      kind: pendingChange.kind,
      effectiveDate: pendingChange.effectiveOn,
      summary: pendingChange.summary,
    },
  }),
  carry_out_change: ({ subscriptionId, pendingChangeId }) => ({
    type: 'subscription.changed',
    subjectId: subscriptionId,
    data: { change: pendingChangeId },
  }),
  withdraw_change: ({ subscriptionId, pendingChangeId }) => ({
    type: 'subscription.change_withdrawn',
    subjectId: subscriptionId,
    data: { change: pendingChangeId },
  }),
  reschedule: ({ subscriptionId, schedules }) => ({
    type: 'schedule.changed',
    subjectId: subscriptionId,
    data: { nextDate: schedules[0]?.dueOn ?? null },
  }),
  issue_credit_memo: ({ creditMemo }) => ({
    type: 'credit_memo.issued',
    subjectId: creditMemo.id,
    data: {
      reference: creditMemo.reference,
      total: toDecimal(creditMemo.total, creditMemo.currency),
      currency: creditMemo.currency,
      subscription: creditMemo.subscriptionId,
    },
  }),
  apply_credit: ({ creditMemoId, invoiceId }) => ({
    type: 'credit_memo.applied',
    subjectId: creditMemoId,
    data: { invoice: invoiceId },
  }),
  request_refund: ({ refund }) => ({
    type: 'refund.requested',
    subjectId: refund.id,
    data: {
      creditMemo: refund.creditMemoId,
      payment: refund.paymentId,
      amount: toDecimal(refund.amount, refund.currency),
      currency: refund.currency,
    },
  }),
  settle_refund: ({ refundId, outcome }) => ({
    type: outcome.status === 'refunded' ? 'refund.succeeded' : 'refund.failed',
    subjectId: refundId,
    data: { gatewayReference: outcome.gatewayReference ?? null },
  }),
  activate_subscription: ({ subscriptionId }) => ({
    type: 'subscription.activated',
    subjectId: subscriptionId,
    data: {},
  }),
  set_past_due: ({ subscriptionId, pastDue }) => ({
    type: pastDue ? 'subscription.past_due' : 'subscription.recovered',
    subjectId: subscriptionId,
    data: {},
  }),
}

/** The event of one change. */
export function eventOfChange<Kind extends ChangeKind>(change: ChangeOf<Kind>): Told {
  return tellers[change.kind](change)
}

interface About {
  readonly order: OrderRecord
  readonly ids: IdSource
  readonly at: Instant
}

/** What the changes of an order have made happen, one event each. */
export function eventsOfChanges(changes: readonly Change[], { order, ids, at }: About): NewEvent[] {
  return changes.map((change, index) => {
    const told = eventOfChange(change)
    return {
      id: ids.id('event', `change/${told.type}/${told.subjectId}/${index}`),
      type: told.type,
      ownerId: order.ownerId,
      subjectId: told.subjectId,
      orderId: order.id,
      data: { ...told.data, order: order.id },
      createdAt: at,
    }
  })
}

/** An event about the order itself; it carries what the caller sent along, as it was sent. */
export function orderEvent(
  type: string,
  about: About & { readonly key?: string; readonly data?: Readonly<Record<string, unknown>> },
): NewEvent {
  const { order, ids, at } = about
  const { envelope } = order.request
  return {
    id: ids.id('event', `${type}/${about.key ?? ''}`),
    type,
    ownerId: order.ownerId,
    subjectId: order.id,
    orderId: order.id,
    data: {
      order: {
        id: order.id,
        order_reference: order.orderReference,
        order_type: order.orderType,
        status: order.status,
        external_id: order.externalId ?? null,
        checkoutId: order.checkoutId ?? null,
      },
      source: order.source ?? null,
      initiated_source: order.initiatedSource ?? null,
      tracking: envelope.tracking,
      customFields: envelope.customFields,
      ...about.data,
    },
    createdAt: at,
  }
}
