import type { RefusalCode } from '../domain/refusal.ts'
import { giftProblems } from './gift-problems.ts'
import { paymentProblems } from './payment-problems.ts'

export interface ProblemKind {
  readonly status: number
  readonly title: string
  /** Why it happens, for the reader of `/docs/errors/<code>`. */
  readonly cause: string
  /** What to do about it. */
  readonly mend: string
}

/** The one table from code to status; `/docs/errors/<code>` is made of it. */
export const problemKinds: Readonly<Record<RefusalCode, ProblemKind>> = {
  invalid_request: {
    status: 400,
    title: 'The request is malformed',
    cause:
      'A field is missing, has the wrong type, or is longer or larger than allowed; or the body is not JSON.',
    mend: 'Look at `errors`: each entry has a JSON Pointer to the place and says what is expected there.',
  },
  not_supported: {
    status: 400,
    title: 'Not supported yet',
    cause: 'The field or value is part of the contract, but this version cannot carry it out.',
    mend: 'Leave the field out, or use one of the values that the detail names.',
  },
  not_allowed_for_customer: {
    status: 400,
    title: 'A customer may not send this field',
    cause:
      "The call was made with a checkout link's token. Items, prices, dates, owner and tracking come from the basket.",
    mend: 'Leave out the fields listed in `errors`, or call with an API client that has `orders:write`.',
  },
  basket_differs: {
    status: 400,
    title: 'The order does not match its basket',
    cause:
      '`checkoutId` names an existing basket and `orderItems` says something else than the basket holds.',
    mend: 'Leave `orderItems` out, or make a new link with the items you want.',
  },
  mixed_currencies: {
    status: 400,
    title: 'One basket, one currency',
    cause: 'The offers of this basket are priced in different currencies.',
    mend: 'Make one basket for each currency.',
  },
  quantity_not_allowed: {
    status: 400,
    title: 'Quantity outside the limits of the offer',
    cause:
      'The offer has a minimum, a maximum and an increment; the quantity fits none of the allowed values.',
    mend: 'Use a quantity inside the limits that the detail names.',
  },
  country_not_allowed: {
    status: 400,
    title: 'The offer is not sold in this country',
    cause: "The offer's `allowed_countries__limio` does not list the country of purchase.",
    mend: 'Choose another offer, or correct the country.',
  },
  payment_type_not_allowed: {
    status: 400,
    title: 'This means of payment is not allowed here',
    cause: 'What a buyer may use is what the offer, the country and the settings all allow.',
    mend: 'Use one of the payment types that the detail names.',
  },
  add_on_not_allowed: {
    status: 400,
    title: 'The add-on does not belong to an offer of this basket',
    cause: 'An add-on rides on an offer that lists it in `cross_sell_addons__limio`.',
    mend: 'Add the offer that carries it, or leave the add-on out.',
  },
  email_required: {
    status: 400,
    title: "The buyer's e-mail address is missing",
    cause: 'Neither the order nor its basket says to whom the receipt goes.',
    mend: 'Send `customerDetails.email`.',
  },
  invalid_salesforce_id: {
    status: 400,
    title: 'Not a Salesforce id',
    cause:
      'A Salesforce id has 15 characters, or 18 with a checksum; accounts begin with 001, contacts with 003.',
    mend: 'Copy the id again; the 18-character form is safest.',
  },
  order_date_out_of_range: {
    status: 400,
    title: 'The order date lies too far away',
    cause:
      '`orderDate` is further in the past than `backDatingDays` of the settings allows, or beyond the far end.',
    mend: 'Choose a later date, or have the setting changed.',
  },
  invalid_expiry: {
    status: 400,
    title: 'The link cannot expire then',
    cause:
      '`expiresAt` must lie in the future and at most 365 days ahead; only one of `expiresAt` and `expiresInDays` may be sent.',
    mend: 'Send one of the two, inside that range.',
  },
  return_url_not_allowed: {
    status: 400,
    title: 'The return address is not allowed',
    cause: '`returnUrl` must be https and its host must stand in `returnHosts` of the settings.',
    mend: 'Add the host to the settings, or use one that is there.',
  },
  already_held: {
    status: 400,
    title: 'The owner already holds this offer',
    cause: 'The offer can be held once (`block_multiple__limio`) and a subscription to it is still running.',
    mend: 'Change the running subscription instead.',
  },
  clock_backwards: {
    status: 400,
    title: 'The clock only goes forward',
    cause: 'The instant asked for is earlier than now by the business clock.',
    mend: 'Read `GET /api/admin/clock` and choose a later instant.',
  },
  invalid_catalog_item: {
    status: 400,
    title: 'The catalogue item cannot be sold as it stands',
    cause: 'A price, a term or another attribute of the item is missing or contradicts another.',
    mend: 'Mend the places listed in `errors` and send the item again.',
  },
  amount_too_large: {
    status: 400,
    title: 'The amount is too large',
    cause: 'Price times quantity exceeds what an amount can hold exactly.',
    mend: 'Lower the quantity or the price.',
  },
  cancel_date_passed: {
    status: 400,
    title: 'A subscription cannot end in the past',
    cause: '`cancelDate` lies before today in the time zone of the subscription.',
    mend: 'Send today to end it at once, a later day, or no date for the end of its term.',
  },
  effective_date_passed: {
    status: 400,
    title: 'A change cannot take hold in the past',
    cause: 'The day of the change lies before today in the time zone of the subscription.',
    mend: 'Send today, a later day, or no date to let the offer decide.',
  },
  effective_date_out_of_range: {
    status: 400,
    title: 'The day of the change is out of reach',
    cause: 'The subscription ends before that day, or the day lies too far ahead.',
    mend: 'Send an earlier day.',
  },
  nothing_to_change: {
    status: 409,
    title: 'There is nothing to change',
    cause: 'The subscription is already as the order asks for.',
    mend: 'Read the subscription; name what shall be different.',
  },
  exceeds_invoiced: {
    status: 409,
    title: 'More would be given back than was asked for',
    cause: 'What was invoiced, less what was credited already, is less than the amount.',
    mend: 'Lower the amount; the detail says how much can be credited.',
  },
  nothing_to_refund: {
    status: 409,
    title: 'There is nothing to refund',
    cause:
      'A refund comes out of captured payments, less what went back before and less what their buyer disputes; here nothing is left of them, or nothing is credited.',
    mend: 'Ask for a credit (`settle: credit`, `as: balance`), or for nothing to be settled.',
  },
  change_pending: {
    status: 423,
    title: 'A change to come stands in the way',
    cause: 'A change of the same offers is scheduled for a later day; `pending_change` says which.',
    mend: 'Withdraw it with update_subscription and `{"type": "withdraw", "id": …}`, or wait for its day.',
  },
  promo_code_not_applicable: {
    status: 400,
    title: 'A promo code does not apply',
    cause:
      'The order names a promo code that cannot be used for it, and was not previewed: it would cost more than expected. `errors` says why.',
    mend: 'Leave the code out, or preview the order and submit it with its `preview_id`.',
  },
  unauthenticated: {
    status: 401,
    title: 'No valid token',
    cause:
      'The request carries no bearer token (or checkout cookie) that this server issued and that is still alive.',
    mend: 'Get a token at `POST /oauth2/token` and send it as `Authorization: Bearer <token>`.',
  },
  invalid_token: {
    status: 401,
    title: 'The token is not valid',
    cause: 'It has expired, was issued by someone else, was changed, or its client was deleted.',
    mend: 'Get a new one at `POST /oauth2/token`; on a checkout page, reload the page.',
  },
  insufficient_scope: {
    status: 403,
    title: 'The token lacks a scope',
    cause: 'The API client was not given the scope this route needs, or the token was narrowed without it.',
    mend: 'Give the client the scope named in the detail and get a new token.',
  },
  cross_site_request: {
    status: 403,
    title: 'Only the checkout page itself may call this',
    cause:
      'Calls with a checkout cookie need `Sec-Fetch-Site: same-origin`, or an `Origin` equal to the public address.',
    mend: 'Call from the page that this server serves; servers use a bearer token instead.',
  },
  link_not_open: {
    status: 403,
    title: 'The link is not open yet',
    cause: 'The link has a start date that has not come.',
    mend: 'Come back after the date.',
  },
  payment_declined: {
    status: 402,
    title: 'The payment was declined',
    cause:
      'The bank or the gateway said no; `decline_code` says which way and `retryable` whether trying again can help.',
    mend: 'Send the same order again with another means of payment. The order keeps its id.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    cause: 'Nothing with this address or id exists here, or you may not see it.',
    mend: 'Check the address and the id.',
  },
  offer_not_found: {
    status: 404,
    title: 'No such offer',
    cause: 'No catalogue item has this id and version.',
    mend: 'Take `id` and `version` from `GET /api/offers/v2`.',
  },
  offer_not_published: {
    status: 404,
    title: 'The offer is not published',
    cause: 'This version was never published, or was withdrawn.',
    mend: 'Publish it, or take a published version from `GET /api/offers/v2?offersSource=published`.',
  },
  link_unknown: {
    status: 404,
    title: 'Unknown link',
    cause: 'The link is incomplete, or was issued again and this is the old one.',
    mend: 'Copy the whole link, or ask the sender for a new one.',
  },
  link_expired: {
    status: 410,
    title: 'The link has expired',
    cause: 'Links live 30 days unless the sender chose otherwise, payment links 60 days.',
    mend: 'Ask the sender for a new link, or to extend this one.',
  },
  link_revoked: {
    status: 410,
    title: 'The link was withdrawn',
    cause: 'The sender withdrew it.',
    mend: 'Ask the sender for a new link.',
  },
  link_superseded: {
    status: 410,
    title: 'The link was replaced',
    cause: 'The sender updated the offer and made a new link.',
    mend: 'Use the newer link.',
  },
  basket_not_found: {
    status: 404,
    title: 'No such basket',
    cause: '`checkoutId` names no basket, and the order brings no `orderItems` of its own.',
    mend: 'Send the `checkoutId` of a link that was made here, or send `orderItems`.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    cause: 'The address exists, but not with this method.',
    mend: 'Use one of the methods in the `Allow` header.',
  },
  changes_differ: {
    status: 409,
    title: 'The order would do something else than was shown',
    cause: 'Something changed since the preview; `differences` lists what, line by line.',
    mend: 'Show the new preview, then submit with its `preview_id`.',
  },
  preview_expired: {
    status: 409,
    title: 'The preview has expired',
    cause: 'A preview holds for 15 minutes.',
    mend: 'Preview again and submit with the new `preview_id`.',
  },
  external_id_conflict: {
    status: 409,
    title: 'This reference already stands for something else',
    cause: 'The same `external_id` or `checkoutId` was used with another body.',
    mend: 'Send the same body to get the first answer again, or use a new reference.',
  },
  payment_in_progress: {
    status: 409,
    title: 'Another payment for this order is running',
    cause: 'A payment with another means is being tried at this moment.',
    mend: 'Wait for its result; ask again after `Retry-After` seconds.',
  },
  page_requires_login: {
    status: 409,
    title: 'The checkout page enforces login',
    cause: 'A link for a CRM account needs a page that anyone can open.',
    mend: 'Name another `page`, or make the page anonymous.',
  },
  link_completed: {
    status: 409,
    title: 'The link was already used',
    cause: 'Its order is complete.',
    mend: 'Open the link to see the confirmation.',
  },
  basket_completed: {
    status: 409,
    title: 'The basket was already ordered',
    cause: 'Its order is complete; a basket is ordered once.',
    mend: 'Make a new link for a new order.',
  },
  subscription_ended: {
    status: 409,
    title: 'The subscription is over',
    cause: 'It was cancelled or has expired; an order can only change one that is held or about to start.',
    mend: 'Start a new subscription.',
  },
  clock_running: {
    status: 409,
    title: 'The clock is already moving',
    cause: 'One advance runs at a time.',
    mend: 'Wait until `GET /api/admin/clock` shows it done.',
  },
  request_in_progress: {
    status: 409,
    title: 'The same request is still running',
    cause: 'A request with this `Idempotency-Key` has not been answered yet.',
    mend: 'Ask again after `Retry-After` seconds.',
  },
  conflict: {
    status: 409,
    title: 'Conflict',
    cause: 'What the request wants contradicts how things stand.',
    mend: 'Read the object again, then decide.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    cause: 'A request body has at most 1 MB.',
    mend: 'Send less.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Content type not understood',
    cause:
      'This route takes `application/json` (the token endpoint also `application/x-www-form-urlencoded`).',
    mend: 'Set the `Content-Type` header.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The idempotency key was used for another request',
    cause: 'A key names one request; this body is another.',
    mend: 'Use a new key for a new request.',
  },
  ...giftProblems,
  ...paymentProblems,
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    cause: 'A client may make 200 requests a second, with bursts of 400.',
    mend: 'Wait `Retry-After` seconds.',
  },
  internal_error: {
    status: 500,
    title: 'A mistake of ours',
    cause: 'Something broke that should not have.',
    mend: 'Try again; if it stays, send us the `requestId`.',
  },
  upstream_failed: {
    status: 502,
    title: 'A system behind us failed',
    cause: 'The payment gateway or another system did not answer as it should; nothing was lost.',
    mend: 'Try again: the same request never charges twice.',
  },
  not_ready: {
    status: 503,
    title: 'Not ready',
    cause: 'The server is starting, stopping, or cannot reach its database.',
    mend: 'Try again shortly.',
  },
}
