import { giftCode } from '../../src/access/gift-secrets.ts'
import type { TestApp } from '../support/app.ts'
import { type Answer, card } from '../support/buyer.ts'
import { offerNamed, publishSampleCatalog } from '../support/catalog.ts'
import { bearer } from '../support/tokens.ts'
import type { Dice } from './requests.ts'

/** A subscription that is there, with what it was bought as. */
export interface Sold {
  readonly id: string
  readonly offer: OfferRef
  readonly currency: string
  readonly country: string
  /** What claims it, where it is a gift that waits. */
  readonly code?: string | undefined
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
  /** Nothing of it recurs. */
  readonly isOnce: boolean
}

export interface Shop {
  readonly app: TestApp
  readonly subscriptions: readonly Sold[]
  readonly today: () => string
  readonly preview: (body: object) => Promise<Answer>
  readonly submit: (body: object) => Promise<Answer>
  readonly passTime: (days: number) => Promise<void>
  /** What a `new` order buys, and how it is paid. */
  readonly purchase: (
    round: { readonly offers: readonly number[]; readonly paysByCard: boolean; readonly dice: Dice },
    asGift: boolean,
  ) => object
  /** One that was bought just now and waits. */
  readonly gift: () => Promise<Sold>
  readonly offerAt: (
    n: number,
    wanted: { readonly recordType: string; readonly held: Sold | undefined },
  ) => OfferRef
  /** Where a request can name something that is there by its id, it does so now and then. */
  readonly withIds: (
    body: Record<string, unknown>,
    held: Sold,
    dice: Dice,
  ) => Promise<Record<string, unknown>>
  readonly bought: (order: Answer) => void
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
  ])
  const post = async (url: string, payload: object): Promise<Answer> => {
    const answer = await app.http.inject({ method: 'POST', url, headers, payload })
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
  }
  await publishDiscount(app, headers)
  const items = await itemsOf(app)
  const giftOffer = await offerNamed(app, '/offers2/Gift Year')
  const subscriptions: Sold[] = []
  const shop = shopFloor(items, { subscriptions, giftOffer })
  return {
    app,
    subscriptions,
    ...shop,
    today: () => app.services.clock.now().slice(0, 10),
    gift: () => buyGift(app, post, giftOffer),
    preview: (body) => post('/api/order/preview', body),
    submit: (body) => post('/api/admin/order', body),
    passTime: async (days) => {
      await post('/api/admin/clock', { advanceBy: `P${days}D` })
    },
    withIds: (body, held, dice) => withIds(app, { body, held, dice }),
  }
}

async function buyGift(
  app: TestApp,
  post: (url: string, payload: object) => Promise<Answer>,
  offer: OfferRef,
): Promise<Sold> {
  const { body } = await post('/api/admin/order', {
    order_type: 'new',
    process_immediately: true,
    customerDetails: { email: 'ada@example.com' },
    ...giftOrder(offer),
  })
  const { id } = body.subscriptions[0]
  const { rows } = await app.pool.query('select id from gift_codes where subscription_id = $1', [id])
  const code = giftCode(app.services.secrets, { id: rows[0].id, secretVersion: 1 })
  return { id, offer, currency: 'GBP', country: 'GB', code }
}

const giftOrder = ({ id, version }: OfferRef) => ({
  country: 'GB',
  payment: card('tok_ok'),
  orderItems: [{ offer: { id, version }, quantity: 1 }],
})

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
       not coalesce(data #> '{attributes,price__limio}' @> '[{"type": "recurring"}]', true) as "isOnce"
     from catalog_versions where record_type in ('offer', 'add_on') and status = 'published'
       and coalesce(data #>> '{attributes,is_gift__limio}', 'false') = 'false' order by path`,
  )
  return rows
}

/** What is sold to whom: mostly what fits, in the currency of what is held. */
function shopFloor(
  items: readonly Item[],
  { subscriptions, giftOffer }: { subscriptions: Sold[]; giftOffer: OfferRef },
) {
  const sold = items.filter(({ recordType, isDiscount }) => recordType === 'offer' && !isDiscount)
  const offered: { last: Item | undefined } = { last: undefined }
  return {
    purchase: ({ offers, paysByCard, dice }: Parameters<Shop['purchase']>[0], asGift: boolean) => {
      if (asGift) {
        offered.last = undefined
        return { customerDetails: { email: 'ada@example.com' }, ...giftOrder(giftOffer) }
      }
      const item = sold[(offers[0] ?? 0) % sold.length]
      offered.last = item
      return {
        country: item?.country,
        customerDetails: { email: 'ada@example.com' },
        payment: paysByCard ? card('tok_ok') : { type: 'invoice' },
        orderItems: [
          {
            offer: { id: item?.id, version: item?.version },
            quantity: dice.quantity > 12 ? dice.quantity : Math.max(item?.least ?? 1, 1),
          },
        ],
      }
    },
    offerAt: (n: number, { recordType, held }: Parameters<Shop['offerAt']>[1]): OfferRef => {
      const alike = items.filter((item) => isWanted(item, recordType) && isAlike(item, held))
      const from = alike.length > 0 && n % 10 > 0 ? alike : items
      const { id, version } = from[n % from.length] ?? { id: '', version: '' }
      return { id, version }
    },
    bought: ({ body }: Answer) => {
      const item = offered.last
      if (item === undefined) return
      for (const { id } of body.subscriptions)
        subscriptions.unshift({
          id,
          offer: { id: item.id, version: item.version },
          currency: item.currency,
          country: item.country,
        })
      subscriptions.splice(12)
    },
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

async function withIds(
  { pool }: TestApp,
  { body, held, dice }: { body: Record<string, unknown>; held: Sold; dice: Dice },
): Promise<Record<string, unknown>> {
  if (body.order_type === 'update_subscription' && dice.turn % 3 === 0) {
    const { rows } = await pool.query(
      `select id from pending_changes where subscription_id = $1 and status = 'pending' order by effective_on`,
      [held.id],
    )
    if (rows.length > 0) return { ...body, updates: [{ type: 'withdraw', id: rows[0].id }] }
  }
  if (body.order_type === 'credit_memo' && dice.turn % 2 === 0) {
    const { rows } = await pool.query(
      `select line ->> 'id' as id from invoices, jsonb_array_elements(lines) line where subscription_ids @> array[$1] order by 1`,
      [held.id],
    )
    const invoiceItemId = rows[dice.turn % Math.max(1, rows.length)]?.id
    const { amount, ...rest } = body
    if (invoiceItemId !== undefined) return { ...rest, items: [{ invoiceItemId, amount }] }
  }
  return body
}
