import type { Change, ChangeKind, ChangeOf } from './change.ts'
import { activateSubscription } from './changes/activate-subscription.ts'
import { addAddress } from './changes/add-address.ts'
import { addCustomer } from './changes/add-customer.ts'
import { addPaymentMethod } from './changes/add-payment-method.ts'
import { applyCredit } from './changes/apply-credit.ts'
import { carryOutChange } from './changes/carry-out-change.ts'
import { changeCustomer } from './changes/change-customer.ts'
import { claimGift } from './changes/claim-gift.ts'
import { deletePaymentMethod } from './changes/delete-payment-method.ts'
import { deliverGift } from './changes/deliver-gift.ts'
import { endSubscription } from './changes/end-subscription.ts'
import { extendSchedule } from './changes/extend-schedule.ts'
import { invoiceSchedule } from './changes/invoice-schedule.ts'
import { issueCreditMemo } from './changes/issue-credit-memo.ts'
import { issueInvoice } from './changes/issue-invoice.ts'
import { makeGift } from './changes/make-gift.ts'
import { noteCancelIntent } from './changes/note-cancel-intent.ts'
import { putAddress } from './changes/put-address.ts'
import { recordPayment } from './changes/record-payment.ts'
import { refundGift } from './changes/refund-gift.ts'
import { renewTerm } from './changes/renew-term.ts'
import { requestRefund } from './changes/request-refund.ts'
import { reschedule } from './changes/reschedule.ts'
import { scheduleChange } from './changes/schedule-change.ts'
import { setCancelDate } from './changes/set-cancel-date.ts'
import { setDefaultMethod } from './changes/set-default-method.ts'
import { setPastDue } from './changes/set-past-due.ts'
import { setPayment } from './changes/set-payment.ts'
import { settleRefund } from './changes/settle-refund.ts'
import { startSubscription } from './changes/start-subscription.ts'
import { usePromoCode } from './changes/use-promo-code.ts'
import { withdrawChange } from './changes/withdraw-change.ts'
import type { CustomerState } from './customer-state.ts'

type Folds = {
  readonly [Kind in ChangeKind]: (state: CustomerState, change: ChangeOf<Kind>) => CustomerState
}

/** A kind of change without a line here does not compile. */
const folds: Folds = {
  add_customer: addCustomer,
  add_address: addAddress,
  add_payment_method: addPaymentMethod,
  start_subscription: startSubscription,
  issue_invoice: issueInvoice,
  record_payment: recordPayment,
  invoice_schedule: invoiceSchedule,
  extend_schedule: extendSchedule,
  activate_subscription: activateSubscription,
  set_past_due: setPastDue,
  set_payment: setPayment,
  set_default_method: setDefaultMethod,
  delete_payment_method: deletePaymentMethod,
  renew_term: renewTerm,
  end_subscription: endSubscription,
  set_cancel_date: setCancelDate,
  note_cancel_intent: noteCancelIntent,
  put_address: putAddress,
  change_customer: changeCustomer,
  apply_credit: applyCredit,
  carry_out_change: carryOutChange,
  claim_gift: claimGift,
  deliver_gift: deliverGift,
  make_gift: makeGift,
  refund_gift: refundGift,
  issue_credit_memo: issueCreditMemo,
  request_refund: requestRefund,
  settle_refund: settleRefund,
  reschedule,
  schedule_change: scheduleChange,
  withdraw_change: withdrawChange,
  use_promo_code: usePromoCode,
}

/** What a state becomes by changes, in order. Preview renders the result and submit saves it: the one interpretation. */
export function fold(before: CustomerState, changes: readonly Change[]): CustomerState {
  return changes.reduce((state, change) => apply(state, change), before)
}

function apply<Kind extends ChangeKind>(state: CustomerState, change: ChangeOf<Kind>): CustomerState {
  return folds[change.kind](state, change)
}
