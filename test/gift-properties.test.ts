import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { runDue } from '../src/billing/run-due.ts'
import { addDays } from '../src/domain/calendar.ts'
import { useApp } from './support/app.ts'
import type { Answer } from './support/buyer.ts'
import { offerNamed, publishSampleCatalog } from './support/catalog.ts'
import { giftShop, giftYear } from './support/gifts.ts'
import { letDaysPass } from './support/links.ts'

const app = useApp()
let shop: Awaited<ReturnType<typeof giftShop>>
beforeAll(async () => {
  await publishSampleCatalog(app())
  shop = await giftShop(app())
})

const runs = Number(process.env.GIFT_RUNS ?? 12)

/** What a test knows of one gift: what it may do next follows from nothing but this. */
interface Known {
  readonly orderId: string
  readonly subscriptionId: string
  readonly code: string
  readonly price: number
  state: 'waiting' | 'claimed' | 'refunded'
}

const step = fc.oneof(
  fc.record({
    do: fc.constant('buy' as const),
    quantity: fc.integer({ min: 1, max: 3 }),
    deliverIn: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('claim' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('refund' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 15 }) }),
)

const endings = { waiting: undefined, claimed: 'gift_claimed', refunded: 'gift_refunded' } as const

async function buy(
  offer: { id: string; version: string },
  wish: { quantity: number; deliverIn: number | undefined },
): Promise<Known[]> {
  const today = app().services.clock.now().slice(0, 10)
  const items = Array.from({ length: wish.quantity }, (_, n) => ({ id: `item-${n}`, offer, quantity: 1 }))
  const more = {
    orderItems: items,
    recipientDetails:
      wish.deliverIn === undefined
        ? undefined
        : { email: 'rec@example.com', deliveryDate: addDays(today, wish.deliverIn) },
  }
  const preview = await shop.previewPurchase(more)
  const bought = await shop.buy(more)
  expect([preview.status, bought.status]).toEqual([200, 200])
  expect(preview.body.preview.paidAmount).toBe((wish.quantity * 89).toFixed(2))
  const gifts = await shop.giftsOf(bought.body.id)
  return gifts.map(({ related, data }) => ({
    orderId: bought.body.id,
    subscriptionId: related,
    code: data.code,
    price: 8900,
    state: 'waiting' as const,
  }))
}

/** A preview refuses what submit refuses, with the same code; what is done is what was shown. */
function agrees(preview: Answer, order: Answer, known: Known) {
  const wanted = endings[known.state]
  expect([preview.body.code, order.body.code]).toEqual([wanted, wanted])
}

async function books() {
  const { rows } = await app().pool.query(`
    select
      (select coalesce(sum(total), 0)::int from invoices) as invoiced,
      (select coalesce(sum(balance), 0)::int from invoices) as owed,
      (select coalesce(sum(total), 0)::int from credit_memos) as credited,
      (select coalesce(sum(amount), 0)::int from refunds) as refunded,
      (select coalesce(sum(amount), 0)::int from payments) as paid,
      (select count(*)::int from schedules where status <> 'cancelled') as scheduled`)
  return rows[0]
}

async function statusOf({ subscriptionId }: Known): Promise<string> {
  const { rows } = await app().pool.query('select status from subscriptions where id = $1', [subscriptionId])
  return rows[0].status
}

test('whatever is bought, claimed, paid back and waited for: every gift ends once, and the money agrees', async () => {
  const offer = await offerNamed(app(), giftYear)
  const ends = new Set<string>()
  const gifts: Known[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
      for (const wish of steps) {
        if (wish.do === 'buy') gifts.push(...(await buy(offer, wish)))
        if (wish.do === 'wait') {
          await letDaysPass(app(), wish.days)
          await runDue(app().services, app().services.clock.now())
        }
        if (wish.do !== 'claim' && wish.do !== 'refund') continue
        const known = gifts[wish.which % Math.max(1, gifts.length)]
        if (known === undefined) continue
        const isClaim = wish.do === 'claim'
        const preview = await (isClaim
          ? shop.previewClaim(known.code)
          : shop.previewRefund(known.subscriptionId))
        const order = await (isClaim ? shop.claim(known.code) : shop.refund(known.subscriptionId))
        agrees(preview, order, known)
        if (known.state === 'waiting') known.state = isClaim ? 'claimed' : 'refunded'
      }
      for (const known of gifts) {
        ends.add(known.state)
        const wanted = { waiting: ['Initial'], claimed: ['active', 'expired'], refunded: ['cancelled'] }
        expect(wanted[known.state]).toContain(await statusOf(known))
      }
      const asked = gifts.reduce((sum, { price }) => sum + price, 0)
      const back = gifts.reduce((sum, { price, state }) => sum + (state === 'refunded' ? price : 0), 0)
      expect(await books()).toEqual({
        invoiced: asked,
        owed: 0,
        credited: back,
        refunded: back,
        paid: asked,
        scheduled: 0,
      })
    }),
    { numRuns: runs },
  )
  expect(ends).toEqual(new Set(['waiting', 'claimed', 'refunded']))
}, 120_000)
