import { z } from 'zod'
import { described, hex40 } from './parts.ts'

/** The request and answer of `GET /api/offers/v2`. */

const attributePrefix = 'attributes.'
const maxAttributes = 10

// A description stands before the transformation it belongs to: the OpenAPI document shows what is sent.
const flag = (description: string) =>
  described(z.enum(['true', 'false']), description, 'true').transform((value) => value === 'true')
const filterText = z.string().min(1).max(512)

const offersFields = z.looseObject({
  path: described(filterText, 'One offer, or everything below a folder.', '/offers2/Pro Plan').optional(),
  tags: described(
    z.union([z.string(), z.array(z.string())]),
    'Offers with at least one of these tags; repeat it or separate by commas.',
    '/tags/pricing',
  )
    .transform((given) => [given].flat().flatMap((tags) => tags.split(',')))
    .transform((tags) => tags.filter((tag) => tag !== ''))
    .optional(),
  offersSource: described(
    z.enum(['published', 'catalog']),
    '`published`: the newest published version of each offer. `catalog`: offers as they are being edited.',
    'published',
  ).optional(),
  reducedData: flag('`true`: only what a list shows.').default(false),
  'opt.pageSize': described(
    z.string().regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100'),
    'Offers on a page, 1 to 100; 50 when absent.',
    '50',
  )
    .transform(Number)
    .default(50),
  'opt.modifiedAfter': described(
    z
      .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be an ISO 8601 date or date-time')
      .refine((text) => text >= '1970', 'must not be before 1970'),
    'Only offers published (or edited) after this instant.',
    '2026-01-31T09:00:00Z',
  )
    .transform((text) => new Date(text).toISOString())
    .optional(),
  'opt.all': flag('Go through all pages. Further pages are announced with or without it.').optional(),
  'opt.queryMoreFrom': described(
    z.string().min(1).max(8_000),
    '`queryMore.from` of the page before; it keeps the filters.',
    'eyJzIjoi…',
  ).optional(),
  'opt.queryMoreAlias': described(
    z.string().min(1).max(100),
    '`queryMore.alias` of the page before.',
    'catalog_published',
  ).optional(),
})

const known = new Set(Object.keys(offersFields.shape))

/** Besides the named parameters any number of `attributes.<NAME>=<VALUE>`; everything else is a mistake. */
export const offersQuery = offersFields
  .superRefine((query, context) => {
    for (const { name, message } of mistakesIn(query))
      context.addIssue({ code: 'custom', path: [name], message, input: query })
  })
  .transform((query) => ({
    path: query.path,
    tags: query.tags,
    attributes: attributesIn(query),
    source: query.offersSource,
    reducedData: query.reducedData,
    pageSize: query['opt.pageSize'],
    modifiedAfter: query['opt.modifiedAfter'],
    queryMoreFrom: query['opt.queryMoreFrom'],
    queryMoreAlias: query['opt.queryMoreAlias'],
  }))

export type OffersQuery = z.output<typeof offersQuery>

function mistakesIn(query: Readonly<Record<string, unknown>>): { name: string; message: string }[] {
  const mistakes = Object.entries(query).flatMap(([name, value]) => {
    const message = mistakeIn(name, value)
    return message === undefined ? [] : [{ name, message }]
  })
  if (attributesIn(query).length > maxAttributes)
    mistakes.push({ name: `${attributePrefix}*`, message: `must be at most ${maxAttributes}` })
  return mistakes
}

function mistakeIn(name: string, value: unknown): string | undefined {
  const isAttribute = name.startsWith(attributePrefix) && name !== attributePrefix
  if (!known.has(name) && !isAttribute) return 'is not a parameter of this route'
  if (isAttribute && (typeof value !== 'string' || value.length > 512))
    return 'must be given once, up to 512 characters'
  // The database keeps neither the character U+0000 nor half of a surrogate pair.
  const text = `${name}${value}`
  return text.includes('\0') || !text.isWellFormed() ? 'must be well-formed text' : undefined
}

function attributesIn(query: Readonly<Record<string, unknown>>): { name: string; value: string }[] {
  return Object.entries(query)
    .filter(([name]) => name.startsWith(attributePrefix))
    .map(([name, value]) => ({ name: name.slice(attributePrefix.length), value: String(value) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const head = {
  id: described(hex40, 'The offer; never changes.', '8a512ee55befaea0f7fa962cea9982d0e84f0098'),
  version: described(hex40, 'Its version; order with both.', '4dd34671f26fdbbf240560b78f7f2f54654cde72'),
  name: described(z.string(), 'What the offer is called inside the company.', 'Pro Plan Monthly'),
  path: described(z.string(), 'Where it stands in the catalogue.', '/offers2/Pro Plan Monthly'),
  record_type: described(z.literal('offer'), 'Always `offer`.', 'offer'),
  status: described(
    z.enum(['active', 'draft']),
    '`draft`: a working copy that is not published as it stands.',
    'active',
  ),
}

const reducedOffer = z.object({
  ...head,
  display_name: described(z.string(), 'What the buyer reads.', 'Pro'),
  price: z
    .object({
      amount: described(z.string(), 'The main price of one, without tax; a decimal string.', '19.99'),
      currency: described(z.string(), 'ISO 4217 currency.', 'GBP'),
      summary: z.object({
        headline: described(z.string(), 'The main price, in words.', '£19.99'),
        subline: described(z.string(), 'How it goes on.', 'per month'),
      }),
    })
    .meta({ description: 'What it costs.' }),
})

const fullOffer = z.object({
  ...head,
  parent_path: described(z.string(), 'The folder it stands in.', '/offers2'),
  type: described(z.literal('item'), 'Always `item`.', 'item'),
  service: described(z.literal('limio'), 'Always `limio`.', 'limio'),
  mode: described(z.literal('production'), 'Always `production`.', 'production'),
  created: described(z.string(), 'When it was first written.', '2026-01-10T09:00:00.000Z'),
  updated: described(
    z.string(),
    'When this version was published, or the working copy edited.',
    '2026-05-01T09:00:00.000Z',
  ),
  data: described(
    z.record(z.string(), z.unknown()),
    'Attributes, and the products and add-ons it refers to with their content.',
    { attributes: { display_name__limio: 'Pro' }, products: [] },
  ),
})

export const offersAnswer = z.object({
  hits: described(z.number(), 'How many match, on all pages.', 2),
  header: z
    .object({
      commitId: described(
        hex40,
        'Names the state of the catalogue.',
        'e44d0795e9d0aa78ddea15c3e925cfd581adfb04',
      ),
    })
    .meta({ description: 'About the catalogue.' }),
  items: z.array(z.union([fullOffer, reducedOffer])).meta({ description: 'Newest first.' }),
  queryMore: z
    .object({
      from: described(z.string(), 'Send as `opt.queryMoreFrom`.', 'eyJzIjoi…'),
      alias: described(z.string(), 'Send as `opt.queryMoreAlias`.', 'catalog_published'),
    })
    .nullable()
    .meta({ description: 'The next page; `null` on the last.' }),
})

export type FullOffer = z.output<typeof fullOffer>
export type ReducedOffer = z.output<typeof reducedOffer>
