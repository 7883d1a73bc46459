/** The nouns an id can carry; an id is `<noun>-` and 32 hex digits, opaque, never parsed for meaning. */
export type Noun =
  | 'order'
  | 'id'
  | 'sub'
  | 'cus'
  | 'subscription_offer'
  | 'address'
  | 'pm'
  | 'schedule'
  | 'invoice'
  | 'invoice_item'
  | 'payment'
  | 'credit_memo'
  | 'credit_memo_item'
  | 'refund'
  | 'dispute'
  | 'pending_change'
  | 'user_entitlement'
  | 'event'
  | 'process_event'
  | 'link'
  | 'gift_code'
  | 'client'
  | 'clock_run'

/**
 * Where planned objects get their ids from. The same key gives the same id for the life of one order,
 * so planning an order twice names the same things and saving it twice changes nothing.
 */
export interface IdSource {
  /** `<noun>-<32 hex>` for this key. */
  readonly id: (noun: Noun, key: string) => string
  /** Twelve upper-case base-36 characters for this key, to be read by people. */
  readonly reference: (key: string) => string
}
