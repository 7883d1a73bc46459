import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import {
  capturedBy,
  dueDay,
  eventsOf,
  gatewayOf,
  gatewayStates,
  laterInvoices,
  loseAnswers,
  saveCard,
  seedSubscription,
} from '../../test/support/due-subscriptions.ts'
import type { SeededOrder } from '../../test/support/seed-objects.ts'
import { GatewayRefused, type PaymentGateway } from '../ports/payment-gateway.ts'
import { runDue } from './run-due.ts'

const app = useApp()

const services = (wrap: Partial<PaymentGateway> = {}) => ({
  ...app().services,
  gateway: gatewayOf(app(), wrap),
})

async function pastDue({ subscriptionId }: SeededOrder): Promise<boolean> {
  const { rows } = await app().pool.query('select past_due from subscriptions where id = $1', [
    subscriptionId,
  ])
  return rows[0].past_due
}

async function paymentsOf(seeded: SeededOrder): Promise<number> {
  const { rows } = await app().pool.query(
    'select count(*)::int as count from payments where owner_id = $1 and order_id is null',
    [seeded.ownerId],
  )
  return rows[0].count
}

let next = 1

const points = [
  ['authorise', 'before'],
  ['authorise', 'after'],
  ['capture', 'before'],
  ['capture', 'after'],
] as const

test.each(points)('killed at %s, %s the gateway did it: charged once, recorded once', async (call, when) => {
  next += 1
  const seeded = await seedSubscription(app(), next)
  const whole = gatewayOf(app())
  // A process that is killed never comes back from the call, and says nothing more.
  let reached = () => {}
  const reachedIt = new Promise<void>((resolve) => {
    reached = resolve
  })
  const dying = async (request: never) => {
    if (when === 'after') await whole[call](request)
    reached()
    return new Promise<never>(() => {})
  }
  void runDue({ ...services({ [call]: dying }), processId: 'killed' }, dueDay)
  await reachedIt

  await runDue(services(), dueDay)
  expect(await paymentsOf(seeded), 'while it seems alive nobody else tries').toBe(0)
  await app().pool.query(`update collections set lease_until = now() where lease_holder like 'killed/%'`)
  await runDue(services(), dueDay)
  expect(await capturedBy(app(), seeded)).toEqual([30000])
  expect(await gatewayStates(app(), seeded), 'one key, one payment').toEqual(['captured'])
  expect(await paymentsOf(seeded)).toBe(1)
  expect(await laterInvoices(app(), seeded)).toMatchObject([{ status: 'paid', balance: 0 }])
})

test.each(['authorise', 'capture'] as const)(
  'a worker whose %s is answered after another took over writes nothing',
  async (call) => {
    next += 1
    const seeded = await seedSubscription(app(), next)
    const whole = gatewayOf(app())
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    let reached = () => {}
    const reachedIt = new Promise<void>((resolve) => {
      reached = resolve
    })
    const slow = async (request: never) => {
      const payment = await whole[call](request)
      reached()
      await answered
      return payment
    }
    const late = runDue({ ...services({ [call]: slow }), processId: 'slow' }, dueDay)
    await reachedIt
    await app().pool.query(`update collections set lease_until = now() where lease_holder like 'slow/%'`)
    await runDue(services(), dueDay)
    answer()
    await late
    expect(await gatewayStates(app(), seeded)).toEqual(['captured'])
    expect(await paymentsOf(seeded)).toBe(1)
    expect(await laterInvoices(app(), seeded)).toMatchObject([{ status: 'paid', collect_at: null }])
    expect((await app().pool.query('select 1 from due_failures')).rows).toEqual([])
  },
)

test.each(['authorise', 'capture'])('a lost answer to %s is resolved by looking the key up', async (call) => {
  next += 1
  const seeded = await seedSubscription(app(), next)
  await loseAnswers(app(), call, 1)
  await runDue(services(), dueDay)
  expect(await capturedBy(app(), seeded)).toEqual([30000])
  expect(await gatewayStates(app(), seeded)).toEqual(['captured'])
  expect(await paymentsOf(seeded)).toBe(1)
})

test.each(['authorise', 'capture'])(
  'while the outcome of %s stays unknown the try rests, and goes on under its own key',
  async (call) => {
    next += 1
    const seeded = await seedSubscription(app(), next)
    await loseAnswers(app(), call, 1)
    await loseAnswers(app(), 'lookup', 1)
    await runDue(services(), dueDay)
    expect(await paymentsOf(seeded)).toBe(0)
    expect(await laterInvoices(app(), seeded)).toMatchObject([{ status: 'open', collect_attempts: 0 }])

    await app().pool.query('update due_failures set retry_at = now()')
    await runDue(services(), dueDay)
    expect(await capturedBy(app(), seeded)).toEqual([30000])
    expect(await paymentsOf(seeded)).toBe(1)
    expect((await app().pool.query('select 1 from due_failures')).rows).toEqual([])
  },
)

test('a decline makes the subscription past due, and the ladder tries on days 1, 3, 5 and 7', async () => {
  next += 1
  const seeded = await seedSubscription(app(), next, 'tok_ok_then_fails')
  await runDue(services(), dueDay)
  expect(await pastDue(seeded)).toBe(true)
  const tries: unknown[] = []
  for (let n = 1; n <= 5; n += 1) {
    const [invoice] = await laterInvoices(app(), seeded)
    expect(invoice).toMatchObject({ status: 'open', balance: 30000, collect_attempts: n })
    tries.push(invoice.collect_at)
    if (invoice.collect_at !== null) await runDue(services(), invoice.collect_at)
  }
  expect(tries).toEqual([
    '2026-12-23T00:00:00.000Z',
    '2026-12-25T00:00:00.000Z',
    '2026-12-27T00:00:00.000Z',
    '2026-12-29T00:00:00.000Z',
    null,
  ])
  expect((await eventsOf(app(), seeded)).slice(3)).toEqual([
    'invoice.collection_failed',
    'subscription.past_due',
    'invoice.collection_failed',
    'invoice.collection_failed',
    'invoice.collection_failed',
    'invoice.collection_failed',
  ])
})

test('with a card that works the next try is paid and the subscription is past due no longer', async () => {
  next += 1
  const seeded = await seedSubscription(app(), next, 'tok_ok_then_fails')
  await runDue(services(), dueDay)
  await saveCard(app(), seeded, 'tok_ok')
  await runDue(services(), '2026-12-23T00:00:00.000Z')
  expect(await pastDue(seeded)).toBe(false)
  expect(await laterInvoices(app(), seeded)).toMatchObject([{ status: 'paid', collect_attempts: 2 }])
  expect((await eventsOf(app(), seeded)).slice(-3)).toEqual([
    'payment.captured',
    'subscription.recovered',
    'invoice.paid',
  ])
})

test('a subscription without a saved method counts as declined and never reaches the gateway', async () => {
  next += 1
  const seeded = await seedSubscription(app(), next)
  await app().pool.query(`update subscriptions set payment = '{"type": "card"}' where id = $1`, [
    seeded.subscriptionId,
  ])
  await runDue(services(), dueDay)
  expect(await pastDue(seeded)).toBe(true)
  const { rows } = await app().pool.query(
    `select c.decline_code from collections c join invoices i on i.id = c.invoice_id where $1 = any(i.subscription_ids)`,
    [seeded.subscriptionId],
  )
  expect(rows).toEqual([{ decline_code: 'no_payment_method' }])
})

test('an invoice that is paid meanwhile is not charged: what was authorised is let go', async () => {
  next += 1
  const seeded = await seedSubscription(app(), next)
  const whole = gatewayOf(app())
  const paidMeanwhile: Partial<PaymentGateway> = {
    authorise: async (request) => {
      const payment = await whole.authorise(request)
      await app().pool.query(
        `update invoices set status = 'paid', balance = 0 where order_id is null and $1 = any(subscription_ids)`,
        [seeded.subscriptionId],
      )
      return payment
    },
  }
  await runDue(services(paidMeanwhile), dueDay)
  expect(await capturedBy(app(), seeded)).toEqual([])
  expect(await paymentsOf(seeded)).toBe(0)
  expect(await gatewayStates(app(), seeded)).toEqual(['voided'])
  expect(await laterInvoices(app(), seeded)).toMatchObject([{ status: 'paid', collect_at: null }])
})

test('a gateway that asks for a buyer who is away is answered by letting go, and nothing is taken', async () => {
  next += 1
  const seeded = await seedSubscription(app(), next)
  const ended: string[] = []
  const asking = services({
    authorise: async ({ key }) => ({ state: 'challenged', reference: key, url: 'https://bank.example.com/' }),
    void: async ({ key, reference }) => {
      ended.push(key)
      return { state: 'declined', reference, declineCode: 'authentication_required', retryable: true }
    },
  })
  await runDue(asking, dueDay)
  const [invoice] = await laterInvoices(app(), seeded)
  expect(invoice).toMatchObject({ status: 'open' })
  expect(ended).toHaveLength(1)
  expect(await pastDue(seeded)).toBe(true)
  expect(await paymentsOf(seeded)).toBe(0)
})

test('a gateway that will not even try has declined', async () => {
  next += 1
  const seeded = await seedSubscription(app(), next)
  const refusing = services({ authorise: () => Promise.reject(new GatewayRefused('no such customer')) })
  await runDue(refusing, dueDay)
  expect(await pastDue(seeded)).toBe(true)
  expect(await paymentsOf(seeded)).toBe(0)
})
