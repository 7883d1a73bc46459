import type { Operation } from '../contract/openapi.ts'
import type { RefusalCode } from '../domain/refusal.ts'

const ofItems: readonly RefusalCode[] = [
  'not_supported',
  'offer_not_found',
  'offer_not_published',
  'mixed_currencies',
  'quantity_not_allowed',
  'country_not_allowed',
  'payment_type_not_allowed',
  'payment_type_not_supported',
  'add_on_not_allowed',
  'amount_too_large',
]

const ofOrders: readonly RefusalCode[] = [
  ...ofItems,
  'basket_not_found',
  'basket_differs',
  'not_allowed_for_customer',
  'already_held',
  'order_date_out_of_range',
  'delivery_date_out_of_range',
  'not_a_gift',
  'gift_unknown',
  'gift_claimed',
  'gift_refunded',
  'gift_waiting',
  'too_many_attempts',
  'changes_differ',
  'preview_expired',
]

const ofSubmit: readonly RefusalCode[] = [
  ...ofOrders,
  'promo_code_not_applicable',
  'email_required',
  'invalid_salesforce_id',
  'payment_declined',
  'payment_in_progress',
  'external_id_conflict',
  'basket_completed',
  'upstream_failed',
]

const ofObjects: readonly RefusalCode[] = ['not_supported', 'not_found']

/** What an operation can refuse beside what its form alone says. */
const refusals: Readonly<Record<string, readonly RefusalCode[]>> = {
  getObject: ofObjects,
  listObjects: [...ofObjects, 'invalid_salesforce_id'],
  listRelatedObjects: ofObjects,
  initiateCheckout: [
    ...ofItems,
    'invalid_salesforce_id',
    'invalid_expiry',
    'return_url_not_allowed',
    'external_id_conflict',
    'page_requires_login',
    'already_held',
  ],
  exchangeLink: [
    'link_unknown',
    'link_expired',
    'link_revoked',
    'link_superseded',
    'link_not_open',
    'link_completed',
    'cross_site_request',
  ],
  openGift: ['gift_unknown', 'gift_claimed', 'gift_refunded', 'too_many_attempts', 'cross_site_request'],
  payByLink: [
    'link_unknown',
    'link_expired',
    'payment_declined',
    'payment_in_progress',
    'card_needed',
    'payment_type_not_allowed',
    'upstream_failed',
    'rate_limited',
    'cross_site_request',
  ],
  resumeByLink: ['link_unknown', 'link_expired', 'not_found', 'payment_declined', 'cross_site_request'],
  makePayLink: ['not_found', 'nothing_to_pay', 'payment_type_not_allowed'],
  recoverCheckout: ['link_unknown', 'link_expired', 'link_revoked', 'link_superseded'],
  getBasket: ['link_expired', 'link_revoked', 'link_superseded'],
  renewCheckout: ['cross_site_request', 'link_expired', 'link_revoked', 'link_superseded'],
  previewOrder: ofOrders,
  submitOrder: ofSubmit,
  submitCheckoutOrder: [...ofSubmit, 'cross_site_request'],
  getReceipt: ['not_found'],
  advanceClock: ['clock_backwards', 'clock_running', 'not_found'],
  getClock: ['not_found'],
  listMails: ['not_found'],
  putCatalogItem: ['invalid_catalog_item'],
  publishCatalogItems: ['invalid_catalog_item', 'not_found'],
  withdrawCatalogItems: ['offer_not_found'],
  rotateClient: ['not_found'],
  deleteClient: ['not_found'],
  createPromoCode: ['conflict'],
  deletePromoCode: ['not_found'],
  settleRefund: ['not_found', 'conflict'],
  takeNotice: ['notice_rejected', 'not_found', 'rate_limited'],
}

/** Every code an operation is known to answer with, in the order of its status on the page. */
export function errorsOf(operation: Operation): readonly RefusalCode[] {
  // Its errors are those of RFC 6749, in a form of their own.
  if (operation.operationId === 'issueToken') return []
  const codes = new Set<RefusalCode>([
    ...ofForm(operation),
    ...ofCaller(operation),
    ...(refusals[operation.operationId] ?? []),
  ])
  return [...codes]
}

function ofForm({ requestBody, parameters = [] }: Operation): readonly RefusalCode[] {
  if (requestBody !== undefined)
    return ['invalid_request', 'card_number_not_allowed', 'body_too_large', 'unsupported_media_type']
  return parameters.length > 0 ? ['invalid_request', 'card_number_not_allowed'] : []
}

function ofCaller({ security = [] }: Operation): readonly RefusalCode[] {
  if (security.length === 0) return []
  return ['unauthenticated', 'invalid_token', 'insufficient_scope', 'rate_limited']
}
