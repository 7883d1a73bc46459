import { beforeAll, expect, test } from 'vitest'
import { orderTypes } from '../src/order-types/registry.ts'
import { orderOf } from './fidelity/http.ts'
import { exampleRequests, varied } from './fidelity/requests.ts'
import { openShop, type Shop, type Sold } from './fidelity/shop.ts'
import { useApp } from './support/app.ts'
import { card } from './support/buyer.ts'

/** An owner of ten thousand subscriptions costs a preview the same statements and rows as an owner of one. */

const app = useApp()
const types = Object.keys(orderTypes)
const dice = { quantity: 1, days: 10, amount: 100, settle: 'none', drops: 99, turn: 1 }
const round = {
  type: 0,
  example: 0,
  subscription: 0,
  offers: [1, 7, 3],
  paysByCard: true,
  promised: false,
  dice,
}

interface Cost {
  readonly status: number
  readonly code: string | undefined
  readonly statements: number
  /** Rows that came back, those inside of JSON too. */
  readonly rows: number
}

let shop: Shop
let bodies: ReadonlyMap<string, object>
let ofOne: ReadonlyMap<string, Cost>
let ofMany: ReadonlyMap<string, Cost>

beforeAll(async () => {
  shop = await openShop(app())
  const held = await monthly()
  await waitingGift()
  bodies = new Map(await Promise.all(types.map(async (type) => [type, await bodyOf(type, held)] as const)))
  ofOne = await costs()
  await multiply(held, 9_999)
  ofMany = await costs()
}, 120_000)

/** Who says which subscriptions stand in the way names the first few of them. */
const namesSome: ReadonlyMap<string, number> = new Map([['delete_payment_method', 10]])

test.each(types)('%s', (type) => {
  const [one, many] = [ofOne.get(type), ofMany.get(type)]
  expect({ ...many, rows: undefined }).toEqual({ ...one, rows: undefined })
  expect(one?.statements).toBeGreaterThan(0)
  expect(one?.rows).toBeGreaterThan(0)
  const moreRows = (many?.rows ?? Number.NaN) - (one?.rows ?? 0)
  expect(moreRows).toBeLessThanOrEqual(namesSome.get(type) ?? 0)
})

test('most of them are carried out, not refused', () => {
  const good = [...ofOne.values()].filter(({ status }) => status === 200)
  expect(good.length).toBeGreaterThan(types.length / 2)
})

test('what is counted would show ten thousand rows', async () => {
  const { rows } = await counted(() => app().pool.query('select id from subscriptions'))
  expect(rows).toBeGreaterThan(10_000)
})

async function monthly(): Promise<Sold> {
  const { rows } = await app().pool.query(
    `select id, version from catalog_versions where path = '/offers2/Digital Monthly' and status = 'published'`,
  )
  const answer = await shop.submit({
    order_type: 'new',
    process_immediately: true,
    country: 'GB',
    customerDetails: { email: 'ada@example.com' },
    payment: card('tok_ok'),
    orderItems: [{ offer: rows[0], quantity: 1 }],
  })
  return {
    id: answer.body.subscriptions[0].id,
    offer: rows[0],
    currency: 'GBP',
    country: 'GB',
    isGift: false,
  }
}

async function waitingGift(): Promise<void> {
  const gift = { order_type: 'new', process_immediately: true, ...shop.purchase(round, true) }
  await shop.bought(await shop.submit(gift))
}

async function bodyOf(type: string, held: Sold): Promise<object> {
  const [example = {}] = exampleRequests(type)
  const request = varied(example, shop.today(), dice)
  // With this a method that is charged is named, not one that nobody needs.
  const turn = type === 'delete_payment_method' ? 4 : dice.turn
  const drawn = { request, round: { ...round, dice: { ...dice, turn } } }
  const { body } = await orderOf({ ...shop, subscriptions: [held] }, type, drawn)
  if (type !== 'new') return body
  const { rows } = await app().pool.query('select owner_id from subscriptions where id = $1', [held.id])
  return { ...body, owner: rows[0].owner_id }
}

async function costs(): Promise<ReadonlyMap<string, Cost>> {
  const all = new Map<string, Cost>()
  for (const type of types) {
    const body = bodies.get(type) ?? {}
    // The first fills what is remembered, such as the catalogue.
    await shop.preview(body)
    const tries = [await costOf(body), await costOf(body), await costOf(body)]
    const [least] = tries.sort((a, b) => a.statements - b.statements)
    if (least !== undefined) all.set(type, least)
  }
  return all
}

/** The least of three: now and then the server looks after itself meanwhile. */
async function costOf(body: object): Promise<Cost> {
  const before = app().counters.roundTrips
  const { rows, result } = await counted(() => shop.preview(body))
  const statements = app().counters.roundTrips - before
  return { status: result.status, code: result.body.code, statements, rows }
}

/** Listens to what the pool answers while something runs. */
async function counted<T>(run: () => Promise<T>): Promise<{ readonly result: T; readonly rows: number }> {
  const { pool } = app()
  const query = pool.query
  let rows = 0
  const listening = async (...given: unknown[]) => {
    const answer = await Reflect.apply(query, pool, given)
    rows += rowsIn(answer.rows)
    return answer
  }
  Object.assign(pool, { query: listening })
  try {
    return { result: await run(), rows }
  } finally {
    Object.assign(pool, { query })
  }
}

function rowsIn(value: unknown): number {
  if (typeof value === 'string' && /^[[{]/.test(value)) return rowsIn(JSON.parse(value))
  if (Array.isArray(value)) return value.length + sum(value)
  return typeof value === 'object' && value !== null ? sum(Object.values(value)) : 0
}

function sum(values: readonly unknown[]): number {
  return values.reduce<number>((all, value) => all + rowsIn(value), 0)
}

/** As many more of the same, of the same customer: each with its offer, its next charge and its invoice. */
async function multiply({ id }: Sold, times: number): Promise<void> {
  const copy = (table: string, where: string, more: string) => `
    insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(
      'id', regexp_replace(t.id, '-.*', '') || '-' || md5(t.id || n), 'reference', upper(substr(md5(t.id || n), 1, 12)) ${more}))).*
    from ${table} t, generate_series(1, ${times}) n where ${where}`
  const ofCopy = `, 'subscription_id', 'sub-' || md5('${id}' || n)`
  const next = `subscription_id = '${id}' and due_on = (select min(due_on) from schedules where status = 'pending')`
  await app().pool.query(copy('subscriptions', `id = '${id}'`, ''))
  await app().pool.query(copy('subscription_offers', `subscription_id = '${id}'`, ofCopy))
  await app().pool.query(copy('schedules', next, ofCopy))
  const itsOwn = `, 'subscription_ids', jsonb_build_array('sub-' || md5('${id}' || n))`
  await app().pool.query(copy('invoices', `subscription_ids @> array['${id}']`, itsOwn))
  await app().pool.query('analyze')
}
