import type { TestApp } from '../support/app.ts'
import { type Answer, card } from '../support/buyer.ts'
import { publishSampleCatalog } from '../support/catalog.ts'
import { bearer } from '../support/tokens.ts'
import type { Dice } from './requests.ts'

/** A subscription that is there, with what it was bought as. */
export interface Sold {
  readonly id: string
  readonly offer: OfferRef
  readonly currency: string
  readonly country: string
  readonly isGift: boolean
}

export interface OfferRef {
  readonly id: string
  readonly version: string
}

interface Item extends OfferRef {
  readonly recordType: string
  readonly currency: string
  readonly country: string
  readonly least: number
  readonly isDiscount: boolean
  readonly isGift: boolean
  /** Nothing of it recurs. */
  readonly isOnce: boolean
}

interface Drawn {
  readonly offers: readonly number[]
  readonly paysByCard: boolean
  readonly dice: Dice
}

export interface Shop {
  readonly app: TestApp
  readonly subscriptions: readonly Sold[]
  readonly today: () => string
  readonly preview: (body: object) => Promise<Answer>
  readonly submit: (body: object) => Promise<Answer>
  readonly passTime: (days: number) => Promise<void>
  /** Gifts that wait for somebody, with what claims them. */
  readonly gifts: readonly { readonly held: Sold; readonly claim: Record<string, unknown> }[]
  /** What a `new` order buys, and how it is paid. */
  readonly purchase: (drawn: Drawn, isGift: boolean) => Record<string, unknown>
  readonly offerAt: (
    n: number,
    wanted: { readonly recordType: string; readonly held: Sold | undefined },
  ) => OfferRef
  readonly bought: (order: Answer) => Promise<void>
  /** A gift that was changed may not wait any more. */
  readonly changed: (held: Sold) => void
}

/** Buys and changes with every right there is, against the sample catalogue and a discount. */
export async function openShop(app: TestApp): Promise<Shop> {
  await publishSampleCatalog(app)
  const headers = await bearer(app, [
    'orders:write',
    'orders:preview',
    'order:update_refund',
    'clock:write',
    'catalog:write',
    'objects:read',
    'checkout:read',
    'settings:read',
  ])
  const post = async (url: string, payload: object): Promise<Answer> => {
    const answer = await app.http.inject({ method: 'POST', url, headers, payload })
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
  }
  await publishDiscount(app, headers)
  const items = await itemsOf(app)
  const subscriptions: Sold[] = []
  const codeOf = async (orderId: string) => {
    const url = `/api/objects/limio/gift_code?order=${orderId}`
    const { items: gifts } = (await app.http.inject({ method: 'GET', url, headers })).json()
    return gifts?.[0]?.data.code
  }
  const floor = shopFloor({ items, subscriptions, codeOf })
  return {
    app,
    subscriptions,
    ...floor,
    today: () => app.services.clock.now().slice(0, 10),
    preview: (body) => post('/api/order/preview', body),
    submit: (body) => post('/api/admin/order', body),
    passTime: async (days) => {
      await post('/api/admin/clock', { advanceBy: `P${days}D` })
    },
  }
}

async function publishDiscount(app: TestApp, headers: { authorization: string }): Promise<void> {
  const path = '/offers2/Stay with us'
  const data = {
    attributes: {
      display_name__limio: 'Stay with us',
      offer_type__limio: 'discount',
      discount__limio: { value: '50%', termLength: 2, termType: 'months' },
    },
  }
  const url = `/api/admin/catalog${path.split('/').map(encodeURIComponent).join('/')}`
  const put = await app.http.inject({
    method: 'PUT',
    url,
    headers,
    payload: { name: 'Stay with us', record_type: 'offer', data },
  })
  if (put.statusCode !== 200) throw new Error(put.body)
  await app.http.inject({
    method: 'POST',
    url: '/api/admin/catalog/publish',
    headers,
    payload: { paths: [path] },
  })
}

async function itemsOf({ pool }: TestApp): Promise<readonly Item[]> {
  const { rows } = await pool.query<Item>(
    `select id, version, record_type as "recordType",
       coalesce(data #>> '{attributes,price__limio,0,currencyCode}', '') as currency,
       coalesce(data #>> '{attributes,allowed_countries__limio,0}', 'GB') as country,
       coalesce((data #>> '{attributes,default_quantity_options__limio,minimum_quantity}')::int, 1) as least,
       data #> '{attributes,discount__limio}' is not null as "isDiscount",
       coalesce(data #>> '{attributes,is_gift__limio}', 'false') = 'true' as "isGift",
       not coalesce(data #> '{attributes,price__limio}' @> '[{"type": "recurring"}]', true) as "isOnce"
     from catalog_versions where record_type in ('offer', 'add_on') and status = 'published' order by path`,
  )
  return rows
}

interface Floor {
  readonly items: readonly Item[]
  readonly subscriptions: Sold[]
  readonly codeOf: (orderId: string) => Promise<string | undefined>
}

/** What is sold to whom: mostly what fits, in the currency of what is held. */
function shopFloor({
  items,
  subscriptions,
  codeOf,
}: Floor): Pick<Shop, 'gifts' | 'purchase' | 'offerAt' | 'bought' | 'changed'> {
  const sold = items.filter(({ recordType, isDiscount }) => recordType === 'offer' && !isDiscount)
  const gifts: { held: Sold; claim: Record<string, unknown> }[] = []
  let last: Item | undefined
  return {
    gifts,
    purchase: (drawn, isGift) => {
      const alike = isGift ? sold.filter((item) => item.isGift) : sold
      last = alike[(drawn.offers[0] ?? 0) % alike.length]
      return purchaseOf(last, drawn)
    },
    offerAt: (n, { recordType, held }) => {
      const alike = items.filter((item) => isWanted(item, recordType) && isAlike(item, held))
      const from = alike.length > 0 && n % 10 > 0 ? alike : items
      const { id, version } = from[n % from.length] ?? { id: '', version: '' }
      return { id, version }
    },
    bought: async ({ body }) => {
      if (last === undefined) return
      const { id, version, currency, country, isGift } = last
      const [subscription] = body.subscriptions
      const held = { id: subscription.id, offer: { id, version }, currency, country, isGift }
      const redeemCode = isGift ? await codeOf(body.id) : undefined
      const customerDetails = { email: 'rec@example.com' }
      if (redeemCode !== undefined)
        gifts.push({ held, claim: { isRedeem: true, redeemCode, country, customerDetails } })
      subscriptions.unshift(held)
      subscriptions.splice(12)
    },
    changed: (held) => {
      const place = gifts.findIndex((gift) => gift.held === held)
      if (place !== -1) gifts.splice(place, 1)
    },
  }
}

function purchaseOf(item: Item | undefined, { paysByCard, dice }: Drawn): Record<string, unknown> {
  return {
    country: item?.country,
    customerDetails: { email: 'ada@example.com' },
    payment: paysByCard || item?.isGift ? card('tok_ok') : { type: 'invoice' },
    ...(item?.isGift ? { isGift: true, recipientDetails: { email: 'rec@example.com' } } : {}),
    orderItems: [
      {
        offer: { id: item?.id, version: item?.version },
        quantity: dice.quantity > 12 ? dice.quantity : Math.max(item?.least ?? 1, 1),
      },
    ],
  }
}

function isWanted({ recordType, isDiscount, isOnce }: Item, wanted: string): boolean {
  if (wanted === 'once') return isOnce
  if (wanted === 'attached') return isDiscount || recordType === 'add_on'
  return recordType === wanted && !isDiscount
}

function isAlike({ currency }: Item, held: Sold | undefined): boolean {
  return currency === '' || currency === held?.currency
}
