import type { Draft } from './draft.ts'
import type { Section } from './form/sections.ts'
import { locale } from './page.ts'
import type { PayerDetails } from './payment/gateway-element.ts'
import { changedItems } from './quantities.ts'
import type { Basket } from './wire.ts'

export interface OrderBody {
  readonly basket: Basket
  readonly draft: Draft
  readonly sections: readonly Section[]
  readonly payment: Readonly<Record<string, unknown>>
  readonly previewId: string | undefined
}

/** The order as it is sent: what the form asked for, and the items only when they were changed. */
export function orderBody({ basket, draft, sections, payment, previewId }: OrderBody) {
  const items = changedItems(basket, draft.quantities)
  const billing = valuesOf(sections, 'billingDetails', draft)
  const recipient = valuesOf(sections, 'recipientDetails', draft)
  return {
    order_type: 'new',
    checkoutId: basket.checkoutId,
    country: billing.country,
    payment,
    // The receipt is mailed in the language that the customer reads here.
    customerDetails: { ...valuesOf(sections, 'customerDetails', draft), locale },
    billingDetails: billing,
    ...(basket.hasDelivery ? { deliveryDetails: deliveryOf(sections, draft, billing) } : {}),
    ...(Object.keys(recipient).length === 0 ? {} : { recipientDetails: recipient }),
    ...(items === undefined ? {} : { orderItems: items }),
    ...(draft.promoCodes.length === 0 ? {} : { promoCodes: draft.promoCodes }),
    ...(previewId === undefined ? {} : { preview_id: previewId }),
  }
}

function deliveryOf(sections: readonly Section[], draft: Draft, billing: Record<string, string>) {
  return draft.deliverToBilling ? billing : valuesOf(sections, 'deliveryDetails', draft)
}

/** Only fields that the form shows: what a country's address has no place for is not sent. */
function valuesOf(sections: readonly Section[], prefix: string, draft: Draft): Record<string, string> {
  const paths = sections.flatMap(({ fields }) => fields).map(({ path }) => path)
  const values = paths
    .filter((path) => path.startsWith(`${prefix}.`))
    .map((path) => [path.slice(prefix.length + 1), (draft.values[path] ?? '').trim()] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

/** Who pays, for the gateway's element. */
export function payerOf({ values }: Draft): PayerDetails {
  const of = (path: string) => values[path]?.trim() ?? ''
  return {
    name: `${of('customerDetails.firstName')} ${of('customerDetails.lastName')}`.trim(),
    email: of('customerDetails.email'),
    address1: of('billingDetails.address1'),
    address2: of('billingDetails.address2'),
    city: of('billingDetails.city'),
    state: of('billingDetails.state'),
    postalCode: of('billingDetails.postalCode'),
    country: of('billingDetails.country'),
  }
}
