import { beforeAll, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { addDays, addInterval } from '../../src/domain/calendar.ts'
import { useApp } from '../support/app.ts'
import { publishSampleCatalog } from '../support/catalog.ts'
import { giftShop } from '../support/gifts.ts'
import { letDaysPass } from '../support/links.ts'
import { ordersByClient } from '../support/orders.ts'
import { bearer } from '../support/tokens.ts'

const app = useApp()
let shop: Awaited<ReturnType<typeof giftShop>>
beforeAll(async () => {
  await publishSampleCatalog(app())
  shop = await giftShop(app())
})

const today = () => app().services.clock.now().slice(0, 10)

test('bought, paid back, bought again, claimed', async () => {
  const first = await shop.buy()
  expect([first.status, first.body.status]).toEqual([200, 'complete'])
  const [{ id: subscriptionId }] = first.body.subscriptions
  const waiting = await shop.object('subscriptions', subscriptionId)
  expect(waiting).toMatchObject({
    status: 'Initial',
    schedule: [],
    data: { attributes: { autoRenew: false } },
  })
  const gift = await shop.giftOf(first.body.id)
  expect(gift).toMatchObject({ status: 'waiting', owner: first.body.owner, related: subscriptionId })
  expect(gift.data.code).toMatch(/^(\w{5}-){3}\w{5}$/)

  const seen = await shop.previewRefund(subscriptionId)
  expect(seen.body.preview.previewResult.creditMemos).toMatchObject([{ amount: '89.00' }])
  const refund = await shop.refund(subscriptionId)
  expect([refund.status, refund.body.status]).toEqual([200, 'complete'])
  expect((await shop.object('subscriptions', subscriptionId)).status).toBe('cancelled')
  const back = await shop.related('orders', refund.body.id)
  expect(back.filter((o: { record_type: string }) => o.record_type === 'refund')).toMatchObject([
    { data: { amount: '89.00' } },
  ])
  expect((await shop.giftOf(first.body.id)).data.code).toBeNull()
  expect((await shop.refund(subscriptionId)).body.code).toBe('gift_refunded')
  expect((await shop.claim(gift.data.code)).body.code).toBe('gift_refunded')

  const second = await shop.buy()
  const bought = await shop.giftOf(second.body.id)
  const preview = await shop.previewClaim(bought.data.code)
  expect(preview.body).toMatchObject({
    effectiveDate: today(),
    preview: { paidAmount: '0.00' },
    schedule: [],
  })
  const claim = await shop.claim(bought.data.code, { preview_id: preview.body.preview_id })
  expect([claim.status, claim.body.status, claim.body.subscriptions]).toMatchObject([
    200,
    'complete',
    [{ id: bought.related }],
  ])
  expect(claim.body.owner).not.toBe(second.body.owner)
  const held = await shop.object('subscriptions', bought.related)
  expect(held).toMatchObject({
    status: 'active',
    owner: claim.body.owner,
    data: { termEndDate: addInterval(today(), { count: 12, unit: 'months' }) },
  })
  const parts = await shop.related('subscriptions', bought.related)
  const ofType = (type: string) => parts.filter((o: { record_type: string }) => o.record_type === type)
  expect(ofType('invoice')).toMatchObject([{ owner: second.body.owner, status: 'paid' }])
  for (const held of ofType('user_entitlement'))
    expect(held).toMatchObject({ owner: claim.body.owner, status: 'active', start: today() })
  expect(await shop.giftOf(second.body.id)).toMatchObject({
    status: 'claimed',
    data: { code: null, claim: { order: claim.body.id, owner: claim.body.owner } },
  })
  expect((await shop.refund(bought.related)).body.code).toBe('gift_claimed')
  expect((await shop.claim(bought.data.code)).body.code).toBe('gift_claimed')
})

test('sent to its recipient on its day, with message, code and link; the buyer is not shown the code', async () => {
  const deliveryDate = addDays(today(), 3)
  const bought = await shop.buy({
    recipientDetails: { firstName: 'Rec', email: 'day@example.com', giftMessage: 'Enjoy it', deliveryDate },
  })
  const gift = await shop.giftOf(bought.body.id)
  expect(gift.data).toMatchObject({ delivery: 'scheduled', deliveryDate })
  await letDaysPass(app(), 2)
  await runDue(app().services, app().services.clock.now())
  expect(await shop.mailsTo('day@example.com')).toEqual([])
  await letDaysPass(app(), 1)
  await runDue(app().services, app().services.clock.now())
  await runDue(app().services, app().services.clock.now())
  const mails = await shop.mailsTo('day@example.com')
  expect(mails).toHaveLength(1)
  expect(mails[0].text).toContain('Enjoy it')
  expect(mails[0].text).toContain(gift.data.code)
  expect(mails[0].text).toContain(gift.data.claimLink)
  expect(mails[0].subject).toBe('Ada Byron has a gift for you')
  expect((await shop.giftOf(bought.body.id)).data.delivery).toBe('sent')
  const [receipt] = await shop.mailsTo('ada@example.com')
  expect(receipt.text).not.toContain(gift.data.code)
})

test('a gift of what is held already starts after it', async () => {
  const { order } = await ordersByClient(app())
  const held = await order('/offers2/Digital Annual')
  const { owner } = held.body
  const { termEndDate } = (await shop.object('subscriptions', held.body.subscriptions[0].id)).data
  const gift = await shop.giftOf((await shop.buy()).body.id)
  const preview = await shop.previewClaim(gift.data.code, { owner })
  expect(preview.body.effectiveDate).toBe(termEndDate)
  expect(preview.body.messages.map(({ code }: { code: string }) => code)).toContain('gift_queued')
  const claim = await shop.claim(gift.data.code, { owner })
  expect(claim.body).toMatchObject({ status: 'complete', owner })
  expect(await shop.object('subscriptions', gift.related)).toMatchObject({
    status: 'pending',
    owner,
    data: {
      termStartDate: termEndDate,
      termEndDate: addInterval(termEndDate, { count: 12, unit: 'months' }),
    },
  })
})

test('claimed and paid back at once: exactly one wins, and the other is told', async () => {
  const bought = await shop.buy()
  const gift = await shop.giftOf(bought.body.id)
  const answers = await Promise.all([
    shop.claim(gift.data.code),
    shop.refund(gift.related),
    shop.claim(gift.data.code),
    shop.refund(gift.related),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const said = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)
  const isClaimed = (await shop.giftOf(bought.body.id)).status === 'claimed'
  expect(new Set(said)).toEqual(new Set([isClaimed ? 'gift_claimed' : 'gift_refunded']))
})

test('two gifts claimed at once by one owner queue one after the other', async () => {
  const { order } = await ordersByClient(app())
  const { owner } = (await order('/offers2/Almanac')).body
  const gifts = [await shop.giftOf((await shop.buy()).body.id), await shop.giftOf((await shop.buy()).body.id)]
  const claims = await Promise.all(gifts.map(({ data }) => shop.claim(data.code, { owner })))
  expect(claims.map(({ body }) => body.status)).toEqual(['complete', 'complete'])
  const held = await Promise.all(gifts.map(({ related }) => shop.object('subscriptions', related)))
  const [first, second] = held
    .map(({ data }) => data)
    .sort((a, b) => (a.termStartDate < b.termStartDate ? -1 : 1))
  expect([first.termStartDate, second.termStartDate]).toEqual([today(), first.termEndDate])
})

test('who may not give money back is told so, in the preview too', async () => {
  const bought = await shop.buy()
  const headers = await bearer(app(), ['orders:write', 'orders:preview'])
  const payload = { order_type: 'gift_refund', subscriptionId: bought.body.subscriptions[0].id }
  for (const url of ['/api/admin/order', '/api/order/preview']) {
    const answer = await app().http.inject({ method: 'POST', url, headers, payload })
    expect([answer.statusCode, answer.json().code, answer.json().scope]).toEqual([
      403,
      'insufficient_scope',
      'order:update_refund',
    ])
  }
})

test('a code is shown to whoever reads links, and to nobody else', async () => {
  const bought = await shop.buy()
  const url = `/api/objects/limio/gift_codes?order=${bought.body.id}`
  const withoutLinks = await bearer(app(), ['objects:read'])
  const answer = await app().http.inject({ url, headers: withoutLinks })
  expect(answer.json().items).toMatchObject([{ status: 'waiting', data: { code: null, claimLink: null } }])
})

test('an unclaimed gift takes no other order', async () => {
  const bought = await shop.buy()
  const [{ id }] = bought.body.subscriptions
  const answer = await shop.refund(id, { order_type: 'cancel_subscription' })
  expect([answer.status, answer.body.code]).toEqual([409, 'gift_waiting'])
})

test('what happened is told by events', async () => {
  const bought = await shop.buy({ recipientDetails: { email: 'told@example.com' } })
  const gift = await shop.giftOf(bought.body.id)
  await shop.claim(gift.data.code)
  const told: { record_type: string; data: { type: string } }[] = await shop.related('gift_code', gift.id)
  expect(
    told.flatMap(({ record_type, data }) => (record_type === 'event' ? [data.type] : [])).sort(),
  ).toEqual(['gift.claimed', 'gift.delivered', 'gift.purchased'])
})
