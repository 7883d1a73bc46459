/** Every expected "no" this server can say. What each means on the wire stands in `http/problems.ts`. */
export type RefusalCode =
  // malformed or ineligible (400)
  | 'invalid_request'
  | 'card_number_not_allowed'
  | 'not_supported'
  | 'not_allowed_for_customer'
  | 'basket_differs'
  | 'mixed_currencies'
  | 'quantity_not_allowed'
  | 'country_not_allowed'
  | 'payment_type_not_allowed'
  | 'payment_type_not_supported'
  | 'add_on_not_allowed'
  | 'email_required'
  | 'invalid_salesforce_id'
  | 'order_date_out_of_range'
  | 'delivery_date_out_of_range'
  | 'not_a_gift'
  | 'invalid_expiry'
  | 'return_url_not_allowed'
  | 'already_held'
  | 'clock_backwards'
  | 'invalid_catalog_item'
  | 'amount_too_large'
  | 'cancel_date_passed'
  | 'promo_code_not_applicable'
  | 'more_than_open'
  | 'effective_date_passed'
  | 'effective_date_out_of_range'
  | 'notice_rejected'
  // who (401, 403)
  | 'unauthenticated'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'cross_site_request'
  | 'link_not_open'
  // money (402)
  | 'payment_declined'
  // not there (404, 405, 410)
  | 'not_found'
  | 'offer_not_found'
  | 'offer_not_published'
  | 'link_unknown'
  | 'gift_unknown'
  | 'gift_refunded'
  | 'link_expired'
  | 'link_revoked'
  | 'link_superseded'
  | 'basket_not_found'
  | 'method_not_allowed'
  // conflict (409)
  | 'changes_differ'
  | 'preview_expired'
  | 'external_id_conflict'
  | 'payment_in_progress'
  | 'page_requires_login'
  | 'link_completed'
  | 'basket_completed'
  | 'nothing_to_pay'
  | 'payment_method_needed'
  | 'card_needed'
  | 'clock_running'
  | 'subscription_ended'
  | 'gift_claimed'
  | 'gift_waiting'
  | 'nothing_to_change'
  | 'nothing_to_refund'
  | 'exceeds_invoiced'
  | 'request_in_progress'
  | 'conflict'
  // a change to come locks it (423)
  | 'change_pending'
  // transport (413, 415, 422, 429)
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'idempotency_key_reused'
  | 'rate_limited'
  | 'too_many_attempts'
  // ours or upstream (500, 502, 503)
  | 'internal_error'
  | 'upstream_failed'
  | 'not_ready'

/** One mistake in a request: where (JSON Pointer into the body, or `?name` of a query parameter), what, and what to do. */
export interface Mistake {
  readonly pointer: string
  readonly code: string
  readonly message: string
}

/** An expected no, as a value: preview must be able to show it and submit to answer it. Bugs and outages throw instead. */
export interface Refusal {
  readonly refused: true
  readonly code: RefusalCode
  /** For the caller: what is wrong and what to do about it. Never holds a secret. */
  readonly detail: string
  readonly errors: readonly Mistake[]
  /** Further members of the problem document, in wire names (`order_id`, `decline_code`, …). */
  readonly extra: Readonly<Record<string, unknown>>
}

export function refuse(
  code: RefusalCode,
  detail: string,
  more: { errors?: readonly Mistake[]; extra?: Readonly<Record<string, unknown>> } = {},
): Refusal {
  return { refused: true, code, detail, errors: more.errors ?? [], extra: more.extra ?? {} }
}

/** A refusal that is about one place in the request. */
export function refuseAt(code: RefusalCode, pointer: string, message: string): Refusal {
  return refuse(code, message, { errors: [{ pointer, code, message }] })
}

export function isRefused(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true
}
