import { z } from 'zod'
import { onePromoCode, orderDiscount, promoCodes } from './discount.ts'
import { nextAction } from './order.ts'
import {
  address,
  amount,
  basketId,
  country,
  currencyCode,
  customerDetails,
  customFields,
  described,
  keptText,
  offerRef,
  orderItems,
  ownerId,
  tracking,
} from './parts.ts'

/** The wire of checkout links: making one, and what the page behind it is told. */

const exampleBasket = 'basket-0d6c5c1a-7a0b-4f0e-9b2e-0a4a2d6f2f11'
const text = (max: number) => z.string().trim().min(1).max(max)
export const initiateOrder = z
  .strictObject({
    external_id: described(
      keptText(128),
      'Your own name of this basket: the same request again answers the same link. When it is a uuid it also becomes the `id`.',
      '0d6c5c1a-7a0b-4f0e-9b2e-0a4a2d6f2f11',
    ).optional(),
    orderItems,
    order_type: described(text(64), 'What the link is for; `new` is supported.', 'new'),
    source: described(keptText(100), 'The system that sends this, typically `shop`.', 'shop'),
    initiated_source: described(keptText(100), 'Where the sale began.', 'salesforce').optional(),
    tracking,
    country: country.optional(),
    customerDetails: customerDetails.optional(),
    billingDetails: address.optional(),
    deliveryDetails: address.optional(),
    customFields: customFields.optional(),
    orderDiscount: orderDiscount.optional(),
    promoCode: onePromoCode.optional(),
    promoCodes: promoCodes.optional(),
  })
  .meta({ description: 'What is offered, and what is known of the buyer.' })

export const initiateBody = z
  .strictObject({
    order: initiateOrder,
    expiresAt: described(
      z.iso.datetime({ offset: true }),
      'The instant at which the link ends; at most 365 days ahead.',
      '2026-12-22T02:54:00Z',
    ).optional(),
    expiresInDays: described(
      z.number().int('must be a whole number'),
      'How many days the link lives, 1 to 365; 30 when neither this nor `expiresAt` is sent.',
      30,
    ).optional(),
    startsAt: described(
      z.iso.datetime({ offset: true }),
      'When the link begins. Not supported yet.',
      '2026-12-01T09:00:00Z',
    ).optional(),
    page: described(text(64), 'Tag of the page that shows the basket.', 'checkout').optional(),
    lock: described(
      z.enum(['hard', 'soft', 'none']),
      'What the customer may change. `hard`: nothing; `soft`: quantities inside the limits of the offer; `none`: also add-ons, and removing items but the last.',
      'soft',
    ).optional(),
    promoCodes: promoCodes.optional(),
    locale: described(text(35), 'Language of the page, BCP 47.', 'en-GB').optional(),
    returnUrl: described(
      z.string().max(2000),
      'Where the customer may go afterwards: https, at a host that the settings allow. `order` and `status` are added to it.',
      'https://shop.example.com/thanks',
    ).optional(),
    replaces: described(text(64), 'The link that this one replaces. Not supported yet.', 'link-…').optional(),
  })
  .meta({ description: 'A basket and how its link behaves.' })

export type InitiateBody = z.output<typeof initiateBody>
export type InitiateOrder = z.output<typeof initiateOrder>

const money = z.object({ amount, currency: currencyCode })

const priceSummary = z.object({
  headline: described(z.string(), 'The price in the locale of the link.', '£12.00'),
  subline: described(z.string(), 'How often it is charged, and what comes before or after.', 'per month'),
})

const pricedItem = z.object({
  id: described(z.string(), 'Name of this item inside its basket.', 'b92ac9d8-40b5-4296-8859-2cc2535a8938'),
  type: described(z.enum(['offer', 'add_on']), 'What kind of item it is.', 'offer'),
  parentId: described(z.string().nullable(), 'For an add-on: the item it rides on.', null),
  name: described(z.string(), 'Name of the offer in the catalogue.', 'Business 25 Seats'),
  offer: offerRef.extend({
    path: described(z.string(), 'Its path in the catalogue.', '/offers2/Business 25 Seats'),
  }),
  quantity: described(z.number(), 'How many.', 25),
  price: money.extend({ summary: priceSummary }).meta({ description: 'For one unit of quantity.' }),
})

const warning = z.object({
  code: described(z.string(), 'What it is about.', 'existing_subscription'),
  message: described(z.string(), 'The same in words.', 'The owner already holds this product.'),
})

export const initiateAnswer = z.object({
  id: described(basketId, 'The basket; also the `checkoutId` of its order.', exampleBasket),
  linkId: described(z.string(), 'The link.', 'link-5b7c2d9e4f1a4c3b8e6d0f2a1b3c4d5e'),
  assistedCheckoutLink: described(
    z.string(),
    'The checkout link, relative to the public address. Whoever holds it can pay.',
    '/checkout/link/Zk3…',
  ),
  recoveryLink: described(
    z.string(),
    'Leads back to the same page, for abandoned baskets; relative to the public address.',
    `/api/checkout/recover?basket=${exampleBasket}&recover=Qx8…`,
  ),
  owner: described(ownerId, 'Who will own what the order creates.', 'id-62401f8d5bf6b26a37ea0defd66fd005'),
  expiresAt: described(z.string(), 'The instant at which the link ends.', '2026-12-22T02:54:00.000Z'),
  completed: described(z.boolean(), 'Is its order complete?', false),
  order: z.object({
    external_id: described(z.string().nullable(), 'As it was sent.', '0d6c5c1a-7a0b-4f0e-9b2e-0a4a2d6f2f11'),
    checkoutId: described(basketId, 'Equals `id`.', exampleBasket),
    order_type: described(z.string(), 'As it was sent.', 'new'),
    source: described(z.string(), 'As it was sent.', 'shop'),
    initiated_source: described(z.string().nullable(), 'As it was sent.', 'salesforce'),
    country: country.nullable(),
    orderItems: z.array(pricedItem),
    customerDetails,
    billingDetails: address.nullable(),
    deliveryDetails: address.nullable(),
    customFields,
    tracking,
    promoCodes: described(
      z.array(z.string()),
      'In upper case; `warnings` says which do not apply now, and why.',
      ['SPRING20'],
    ),
    total: money.meta({ description: 'What the items come to for their first period, without tax.' }),
  }),
  warnings: z.array(warning).meta({ description: 'Things to know; the link works all the same.' }),
})

export type InitiateAnswer = z.output<typeof initiateAnswer>
export type PricedItem = z.output<typeof pricedItem>

export const basketAnswer = z.object({
  checkoutId: described(basketId, 'The basket.', exampleBasket),
  linkId: described(z.string(), 'The link to it.', 'link-5b7c2d9e4f1a4c3b8e6d0f2a1b3c4d5e'),
  state: described(z.enum(['active', 'opened', 'paying', 'completed']), 'Where the link stands.', 'opened'),
  expiresAt: described(z.string(), 'The instant at which the link ends.', '2026-12-22T02:54:00.000Z'),
  lock: described(z.enum(['hard', 'soft', 'none']), 'What the customer may change.', 'soft'),
  locale: described(z.string().nullable(), 'Language of the page, when the link says so.', 'en-GB'),
  returnUrl: described(z.string().nullable(), 'Where to go afterwards.', null),
  sandbox: described(z.boolean(), 'Is this a sandbox, where no money moves?', true),
  merchant: z.object({
    name: described(z.string(), 'Who sells.', 'Engine Ltd'),
    logoUrl: described(z.string().nullable(), 'Address of the logo.', null),
    accentColor: described(z.string(), 'The merchant’s colour, `#rrggbb`.', '#1f5eff'),
    supportEmail: described(z.string().nullable(), 'Where a customer gets help.', null),
  }),
  country: described(z.string().nullable(), 'Country of purchase, when it is known.', 'GB'),
  allowedCountries: described(
    z.array(z.string()),
    'Countries in which everything in the basket is sold; empty: every country.',
    ['GB'],
  ),
  requestCompanyInfo: described(z.boolean(), 'Does an offer ask for the company?', false),
  isGift: described(z.boolean(), 'Is it a gift, so that there is somebody to send it to?', false),
  hasDelivery: described(z.boolean(), 'Is something delivered to an address?', false),
  orderItems: z.array(
    pricedItem.extend({
      displayName: described(z.string(), 'Name shown to customers.', 'Business'),
      description: described(z.string(), 'Few words on the offer; markup is limited.', 'For growing teams.'),
      quantityOptions: z.object({
        minimum: described(z.number(), 'Least quantity.', 1),
        maximum: described(z.number(), 'Largest quantity.', 100),
        increment: described(z.number(), 'Step from the least quantity upwards.', 1),
      }),
    }),
  ),
  customerDetails,
  billingDetails: address,
  deliveryDetails: address,
  customFields,
  paymentTypes: described(z.array(z.string()), 'How the customer may pay.', ['card', 'invoice']),
  gateway: z.object({
    kind: described(z.string(), 'Whose card element to show.', 'sandbox'),
    url: described(z.string(), 'Where the element is.', '/elements/sandbox'),
    publishableKey: described(
      z.string().nullable(),
      "What the gateway's own script is told about whose payments these are; nothing secret.",
      'pk_test_51Hx',
    ),
    decimals: described(
      z.number().nullable(),
      "With how many decimals that script counts amounts of this basket's currency.",
      2,
    ),
  }),
  order: z
    .object({
      id: described(z.string(), 'The order.', 'order-4dd195c3eee4297e33aecb5436cf8092'),
      order_reference: described(z.string(), 'Its code for people.', '8HK92PL401QW'),
      status: described(z.string(), 'Where it stands.', 'pending-payment'),
      nextAction: nextAction.optional(),
      orderItems: z
        .array(
          z.object({
            id: described(z.string(), 'The item of the basket.', 'b92ac9d8-40b5-4296-8859-2cc2535a8938'),
            quantity: described(z.number(), 'How many were ordered.', 3),
          }),
        )
        .optional()
        .meta({ description: 'While its buyer is waited for: what they chose.' }),
      promoCodes: described(
        z.array(z.string()).optional(),
        'While its buyer is waited for: the promo codes they named.',
        ['SPRING20'],
      ),
    })
    .nullable()
    .meta({ description: 'The order made from this basket, once there is one.' }),
  promoCodes: described(z.array(z.string()), 'The promo codes that the link came with.', ['SPRING20']),
  warnings: z
    .array(warning)
    .meta({ description: 'For customers: which of the promo codes do not apply now, and why.' }),
})

export type BasketAnswer = z.output<typeof basketAnswer>

const checkoutId = described(basketId, 'The basket that the page shows.', exampleBasket)

export const exchangeBody = z.strictObject({
  token: described(
    z.string().min(1).max(200),
    'The last part of the address of the checkout link.',
    'Zk3v0S5o9C1kq2Tn7xW4yB8dE6fG0hJ3lM5pR7sU9wY',
  ),
})

export const renewBody = z.strictObject({ checkoutId })
export const resumeBody = z.strictObject({ checkoutId })
export const basketQuery = z.strictObject({ checkoutId })

export const recoverQuery = z.strictObject({
  basket: checkoutId,
  recover: described(z.string().min(1).max(200), 'The secret of the recovery link.', 'Qx8…'),
})

/** What the events of a link say; nothing that names a person. */
export function linkEventData(link: {
  linkId: string
  basketId: string
  externalId: string | undefined
  source: string
  initiatedSource: string | undefined
  tracking: Readonly<Record<string, unknown>>
  customFields: Readonly<Record<string, unknown>>
  expiresAt: string
}) {
  return {
    linkId: link.linkId,
    checkoutId: link.basketId,
    external_id: link.externalId ?? null,
    source: link.source,
    initiated_source: link.initiatedSource ?? null,
    tracking: link.tracking,
    customFields: link.customFields,
    expiresAt: link.expiresAt,
  }
}
