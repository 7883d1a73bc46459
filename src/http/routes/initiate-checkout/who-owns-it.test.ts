import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { linkMaker } from '../../../../test/support/links.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const account = '0017x00000Q9O9qAAF'
const tables = ['owners', 'baskets', 'links', 'events'] as const

/** How many rows there are of everything that a link writes. */
async function counts(): Promise<Record<string, number>> {
  const rows = await Promise.all(
    tables.map((table) => app().pool.query(`select count(*)::int as n from ${table}`)),
  )
  return Object.fromEntries(tables.map((table, index) => [table, rows[index]?.rows[0].n]))
}

describe('owners', () => {
  test('twenty links at once for one account, by either form of its id, have one owner', async () => {
    const accountId = '0017x00000Q9OAb'
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        links.make({ order: { tracking: { accountId: n % 2 ? accountId : `${accountId}AAN` } } }),
      ),
    )
    expect(new Set(made.map((link) => link.owner)).size).toBe(1)
    expect(new Set(made.map((link) => link.id)).size).toBe(20)
  })

  test('an e-mail address finds no owner', async () => {
    const order = { customerDetails: { email: 'ada@example.com' } }
    const [first, second] = [await links.make({ order }), await links.make({ order })]
    expect(first.owner).not.toBe(second.owner)
  })

  test('an owner who already holds the product is warned of', async () => {
    const { owner } = await links.make({ order: { tracking: { accountId: account } } })
    await holdDigital(owner)
    const again = await links.make({ order: { tracking: { accountId: account } } })
    expect(again.warnings).toMatchObject([{ code: 'existing_subscription' }])
    expect(again.owner).toBe(owner)
    expect((await links.make()).warnings).toEqual([])
  })
})

async function holdDigital(owner: string): Promise<void> {
  const offer = JSON.stringify({ ...links.offer })
  await app().pool.query(
    `with customer as (
       insert into customers (id, reference, owner_id, order_id, details, created_at, updated_at)
       values ('cus-1', 'C1', $1, 'order-1', '{}', now(), now()) returning id),
     subscription as (
       insert into subscriptions (id, reference, owner_id, customer_id, order_id, order_item_id, status, past_due, name,
         quantity, currency, country, time_zone, start_at, start_on, term_start_on, auto_renew, payment, created_at, updated_at)
       select 'sub-1', 'S1', $1, id, 'order-1', 'i', 'active', false, 'S1', 1, 'GBP', 'GB', 'UTC', now(), now(), now(), true,
         '{}', now(), now() from customer returning id)
     insert into subscription_offers (id, reference, owner_id, subscription_id, order_id, subtype, status, name, offer,
       quantity, start_on, charges, created_at, updated_at)
     select 'so-1', 'O1', $1, id, 'order-1', 'base', 'active', 'Digital', $2, 1, now(), '[]', now(), now() from subscription`,
    [owner, offer],
  )
}

describe('the same request again', () => {
  const external_id = '0d6c5c1a-7a0b-4f0e-9b2e-0a4a2d6f2f11'

  test('answers the same link when it is named by a uuid', async () => {
    const first = await links.make({ order: { external_id } })
    expect(first.id).toBe(`basket-${external_id}`)
    const before = await counts()
    expect(await links.make({ order: { external_id } })).toEqual(first)
    expect(await counts()).toEqual(before)
  })

  test('with another body is a conflict, also from another client', async () => {
    const other = await links.ask({ order: { external_id, source: 'elsewhere' } })
    expect([other.statusCode, other.json().code]).toEqual([409, 'external_id_conflict'])
    const stranger = await linkMaker(app())
    expect((await stranger.ask({ order: { external_id } })).statusCode).toBe(409)
  })

  test('answers the same link when its name is no uuid, for this client alone', async () => {
    const order = { external_id: 'Q-2026-17' }
    const first = await links.make({ order })
    expect(first.id).toMatch(/^basket-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(await links.make({ order })).toEqual(first)
    const other = await links.ask({ order: { ...order, source: 'elsewhere' } })
    expect([other.statusCode, other.json().code]).toEqual([409, 'external_id_conflict'])
    const stranger = await linkMaker(app())
    expect((await stranger.make({ order })).id).not.toBe(first.id)
  })

  test('twenty at once make one basket', async () => {
    const before = await counts()
    const order = { external_id: 'a1b2c3d4-0000-4000-8000-000000000001' }
    const made = await Promise.all(Array.from({ length: 20 }, () => links.make({ order })))
    expect(new Set(made.map((link) => link.assistedCheckoutLink)).size).toBe(1)
    const after = await counts()
    for (const table of tables)
      expect([table, (after[table] ?? 0) - (before[table] ?? 0)]).toEqual([table, 1])
  })

  test('without a name makes another basket', async () => {
    expect((await links.make()).id).not.toBe((await links.make()).id)
  })
})
