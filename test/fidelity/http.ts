import fc from 'fast-check'
import { expect } from 'vitest'
import type { CreditMemo, Invoice, Payment, Refund } from '../../src/domain/invoice.ts'
import type { Schedule, Subscription } from '../../src/domain/subscription.ts'
import { orderTypes } from '../../src/order-types/registry.ts'
import { expectConserved, type Money } from '../ledger/conservation.ts'
import type { TestApp } from '../support/app.ts'
import { type Answer, card } from '../support/buyer.ts'
import { asFarAsShown, minor, observed, shown } from './figures.ts'
import { dice, exampleRequests, type Request, varied } from './requests.ts'
import { openShop, type Shop, type Sold } from './shop.ts'
import { thatFit, withIds } from './with-ids.ts'

const types = Object.keys(orderTypes)

const rounds = fc.record({
  type: fc.nat(),
  example: fc.nat(),
  subscription: fc.nat(),
  offers: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  paysByCard: fc.boolean(),
  /** Submit holds the order to what the preview promised. */
  promised: fc.boolean(),
  dice,
})

type Round = typeof rounds extends fc.Arbitrary<infer R> ? R : never

/**
 * Preview, then submit, of every registered type, on subscriptions that live through all of it: what the preview showed is what the
 * database holds afterwards, to the line, and what one refuses the other refuses.
 */
export async function expectFaithfulOverHttp(app: TestApp, numRuns: number): Promise<void> {
  const shop = await openShop(app)
  const done = new Map(types.map((type) => [type, 0]))
  let n = 0
  await fc.assert(
    fc.asyncProperty(rounds, async (round) => {
      n += 1
      // Time passes, and now and then somebody buys anew: subscriptions end.
      if (n % 25 === 0) await shop.passTime(11)
      const isShort = shop.subscriptions.length < 3 || (shop.subscriptions.length < 12 && n % 4 === 0)
      const type = isShort ? 'new' : n % 3 === 0 ? seldomest(done) : pick(types, round.type)
      if (await isFaithful(shop, type, round)) done.set(type, (done.get(type) ?? 0) + 1)
    }),
    { numRuns, endOnFailure: true },
  )
  const never = [...done].filter(([, times]) => times === 0).map(([type]) => type)
  expect(never, 'types whose examples fit nothing that shop.ts sells').toEqual([])
  await shop.passTime(120)
  expectConserved(await everything(app))
}

/** All books of everybody. */
async function everything(app: TestApp): Promise<Money> {
  return {
    invoices: await rowsOf(app, 'invoices'),
    creditMemos: await rowsOf(app, 'credit_memos'),
    schedules: await rowsOf(app, 'schedules'),
    payments: await rowsOf(app, 'payments'),
    refunds: await rowsOf(app, 'refunds'),
  }
}

async function rowsOf<T>(
  { pool }: TestApp,
  table: string,
  where = 'true',
  values: readonly string[] = [],
): Promise<T[]> {
  const { rows } = await pool.query(`select to_jsonb(t) as row from ${table} t where ${where}`, [...values])
  return rows.map(({ row }) => camel(row) as T)
}

/** What is refused most often is tried most often. */
function seldomest(done: ReadonlyMap<string, number>): string {
  return [...done].sort(([, a], [, b]) => a - b)[0]?.[0] ?? 'new'
}

function pick<T>(from: readonly T[], n: number): T {
  const one = from[n % from.length]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

/** Was it carried out? */
async function isFaithful(shop: Shop, type: string, round: Round): Promise<boolean> {
  const today = shop.today()
  const request = varied(pick(exampleRequests(type), round.example), today, round.dice)
  const { body, held } = await orderOf(shop, type, { request, round })
  const before = await booksOf(shop.app, held)
  const preview = await shop.preview(body)
  const order = await submitted(shop, { body, round, preview })
  if (preview.status !== 200) {
    expectSameRefusal(order, preview)
    return false
  }
  expect([order.status, order.body.code], JSON.stringify([body, order.body])).toEqual([200, undefined])
  if (held !== undefined) shop.changed(held)
  else if (body.order_type === 'new') await shop.bought(order)
  const after = await booksOf(shop.app, held, order.body.id)
  const figures = asFarAsShown(observed(after, { orderId: order.body.id, today }), preview.body)
  expect(shown(preview.body, today)).toEqual(figures)
  expectMoney({ before, after, orderId: order.body.id }, preview)
  return true
}

/** As it was previewed; with a card where the preview was let off saying how it is paid, and the subscription has none. */
async function submitted(
  shop: Shop,
  { body, round, preview }: { body: Record<string, unknown>; round: Round; preview: Answer },
): Promise<Answer> {
  const isPromised = round.promised && preview.status === 200
  const whole = isPromised ? { ...body, preview_id: preview.body.preview_id } : body
  const order = await shop.submit(whole)
  const lacksPayment = order.status === 400 && order.body.errors[0]?.pointer === '/payment'
  if (!lacksPayment || preview.status !== 200 || 'payment' in body) return order
  return shop.submit({ ...whole, payment: card('tok_ok') })
}

function expectSameRefusal(order: Answer, preview: Answer): void {
  expect([order.status, order.body.code, order.body.errors]).toEqual([
    preview.status,
    preview.body.code,
    preview.body.errors,
  ])
}

/** What is due today is what was taken, or is owed more where it is paid later. */
function expectMoney(
  { before, after, orderId }: { before: Books; after: Books; orderId: string },
  { body }: Answer,
): void {
  const owed = ({ invoices }: Books) => invoices.reduce((sum, { balance }) => sum + balance, 0)
  // What was paid elsewhere is not due here.
  const taken = after.payments.filter(
    (payment) => payment.orderId === orderId && payment.gateway === 'sandbox',
  )
  const paid = taken.reduce((sum, { amount }) => sum + amount, 0)
  expect(minor(body.preview.paidAmount)).toBe(Math.max(0, paid, owed(after) - owed(before)))
  const refunds = after.refunds.filter((refund) => refund.orderId === orderId)
  const said = body.messages.some(({ code }: { code: string }) => code === 'refund')
  expect(said).toBe(refunds.length > 0)
}

/** What beside an offer that is held an order type is about. */
const wantedBy: Readonly<Record<string, string>> = { add_offer: 'attached', add_charge: 'once' }

interface Drawn {
  readonly request: Request
  readonly round: Round
}

/** The order, and the subscription it is about; a gift is claimed by a `new` order on the subscription that waits. */
export async function orderOf(
  shop: Shop,
  type: string,
  { request, round }: Drawn,
): Promise<{ readonly body: Record<string, unknown>; readonly held: Sold | undefined }> {
  const common = { order_type: 'new', process_immediately: true }
  const gift = shop.gifts[0]
  if (type === 'redeem_gift' && gift !== undefined)
    return { body: { ...common, ...gift.claim }, held: gift.held }
  // Without a gift that waits for somebody, one is bought.
  const isOfGift = type === 'redeem_gift' || type === 'gift_refund'
  if (type === 'new' || (isOfGift && gift === undefined))
    return { body: { ...common, ...shop.purchase(round, isOfGift) }, held: undefined }
  const held =
    isOfGift && gift ? gift.held : pick(await thatFit(shop.app, type, shop.subscriptions), round.subscription)
  const { forSubscription, ...body } = await bodyOn(shop, held, { request, round })
  // Means of payment belong to the customer, whose subscriptions are as they were.
  if (type === 'delete_payment_method') return { body, held: undefined }
  return { body: { ...body, forSubscription }, held }
}

/** Offers of an example, which go by their place, become ones of the catalogue; `0` is what the subscription holds. */
async function bodyOn(shop: Shop, held: Sold, { request, round }: Drawn): Promise<Record<string, unknown>> {
  const { offer, updates, orderItems, ...rest } = request
  const refOf = (place: unknown, recordType: string) =>
    place === 0 && recordType === 'offer'
      ? held.offer
      : shop.offerAt(round.offers[Number(place)] ?? 0, { recordType, held })
  const named = {
    ...rest,
    process_immediately: true,
    forSubscription: { id: held.id },
    ...(typeof offer === 'number'
      ? { offer: refOf(offer, wantedBy[String(rest.order_type)] ?? 'offer') }
      : {}),
    ...(Array.isArray(orderItems)
      ? { orderItems: orderItems.map((item) => ({ ...item, offer: refOf(item.offer, 'offer') })) }
      : {}),
    ...(Array.isArray(updates)
      ? {
          updates: updates.map(({ offer: place, ...update }) => ({
            ...update,
            ...refOf(place, update.record_type),
          })),
        }
      : {}),
  }
  return withIds(shop.app, { body: named, held, dice: round.dice })
}

interface Books {
  readonly invoices: readonly Invoice[]
  readonly creditMemos: readonly CreditMemo[]
  readonly schedules: readonly Schedule[]
  readonly subscriptions: readonly Subscription[]
  readonly payments: readonly Payment[]
  readonly refunds: readonly Refund[]
}

/** Everything written of a subscription; of what an order began, where it is a new one. */
async function booksOf(app: TestApp, held: Sold | undefined, orderId = ''): Promise<Books> {
  const values = [held?.id ?? orderId]
  const of = held === undefined ? 'order_id = $1' : 'subscription_id = $1'
  const ofInvoice = held === undefined ? 'order_id = $1' : 'subscription_ids @> array[$1]'
  return {
    invoices: await rowsOf(app, 'invoices', ofInvoice, values),
    creditMemos: await rowsOf(app, 'credit_memos', of, values),
    schedules: await rowsOf(app, 'schedules', of, values),
    subscriptions: await rowsOf(app, 'subscriptions', held === undefined ? of : 'id = $1', values),
    payments: await rowsOf(
      app,
      'payments',
      `invoice_id in (select id from invoices where ${ofInvoice})`,
      values,
    ),
    refunds: await rowsOf(app, 'refunds', of, values),
  }
}

function camel(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value ?? undefined,
    ]),
  )
}
