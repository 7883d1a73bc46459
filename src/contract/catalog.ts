import { z } from 'zod'
import { described, hex40 } from './parts.ts'

/** Requests and answers of the catalogue. */

const exampleId = '8a512ee55befaea0f7fa962cea9982d0e84f0098'
const exampleVersion = '4dd34671f26fdbbf240560b78f7f2f54654cde72'

const itemId = described(hex40, 'Made from the path; never changes.', exampleId)
const itemVersion = described(
  hex40,
  'Made from the content; the same content has the same version.',
  exampleVersion,
)
const itemPath = described(
  z.string().min(1).max(512),
  'Path of the item in the catalogue.',
  '/offers2/Pro Plan',
)
const itemName = described(
  z.string().trim().min(1, 'must not be empty').max(200),
  'What the item is called inside the company.',
  'Pro Plan Monthly',
)
const recordType = described(
  z.enum(['offer', 'product', 'add_on']),
  'An offer or add-on is bought; a product is what it delivers.',
  'offer',
)

export const catalogItemBody = z
  .object({
    name: itemName,
    record_type: recordType,
    data: described(
      z.record(z.string(), z.unknown()),
      'Prices, terms, limits and texts stand in `attributes`; `productBundles` names the products. Up to 100 kB.',
      {
        productBundles: [{ product_path: '/products/Pro' }],
        attributes: {
          display_name__limio: 'Pro',
          price__limio: [
            {
              name: 'charge_1',
              label: 'Monthly',
              value: '19.99',
              currencyCode: 'GBP',
              type: 'recurring',
              trigger: 'order_date',
              repeat_interval: 1,
              repeat_interval_type: 'months',
            },
          ],
          payment_types__limio: ['card', 'invoice'],
          allowed_countries__limio: ['GB'],
        },
      },
    ),
  })
  .meta({
    description:
      'An offer, product or add-on. Members that this server writes itself are ignored, so an item can be sent back as it was read.',
  })

export const catalogItemParams = z.object({
  '*': described(z.string(), 'Path of the item, each segment percent-encoded.', 'offers2/Pro%20Plan'),
})

export const savedItem = z.object({
  id: itemId,
  version: described(hex40, 'The version that publishing the item as it stands would give.', exampleVersion),
  path: itemPath,
  name: itemName,
  record_type: recordType,
})

const maxItems = 500

export const publishBody = z.strictObject({
  paths: described(
    z.array(z.string().min(1).max(512)).min(1, 'must hold at least one path').max(maxItems),
    'Items to publish, all or none.',
    ['/offers2/Pro Plan'],
  ),
})

const itemRef = z.object({ id: itemId, version: itemVersion })

export const withdrawBody = z.strictObject({
  items: described(
    z.array(itemRef).min(1, 'must hold at least one item').max(maxItems),
    'Versions to withdraw, all or none.',
    [{ id: exampleId, version: exampleVersion }],
  ),
})

export const versionsAnswer = z.object({
  items: described(
    z.array(z.object({ path: itemPath, id: itemId, version: itemVersion })),
    'In the order they were asked for.',
    [{ path: '/offers2/Pro Plan', id: exampleId, version: exampleVersion }],
  ),
})
