import { beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '../../src/adapters/pino/log.ts'
import { reconcileDay, tableOf } from '../../src/boot/reconcile.ts'
import { parseConfig } from '../../src/config.ts'
import { addDays } from '../../src/domain/calendar.ts'
import type { Reconciliation } from '../../src/domain/reconciliation.ts'
import { processOrder } from '../../src/orders/process.ts'
import { reconcile } from '../../src/payments/reconcile.ts'
import { enqueueReconciliations, reconcileOnce } from '../../src/payments/reconcile-nightly.ts'
import { GatewayUnavailable } from '../../src/ports/payment-gateway.ts'
import type { Services } from '../../src/ports/services.ts'
import { type TestApp, useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { publishSampleCatalog } from '../support/catalog.ts'
import { attemptsOf, ordersByClient, withServices } from '../support/orders.ts'

/** Both books, compared as on the morning after. */

const app = useApp()
let client: Awaited<ReturnType<typeof ordersByClient>>
beforeAll(async () => {
  await publishSampleCatalog(app())
  client = await ordersByClient(app(), ['order:update_refund'])
})

const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows
/** The gateway's day, which is the database's: every row of these tests is written on it. */
const today = async () => (await rows(`select (now() at time zone 'UTC')::date as day`))[0].day as string
/** Hours later than it is. */
const later = (hours: number): Services => {
  const { clock } = app().services
  return { ...app().services, clock: { ...clock, system: () => clock.system() + hours * 3_600_000 } }
}
const compare = async (services = later(2)) => reconcile(services, await today())
const kindsOf = ({ differences }: Reconciliation) => differences.map(({ kind }) => kind)
const hex = (n: number) => n.toString(16).padStart(32, '0')

async function bought(offer = '/offers2/Digital Annual', through: TestApp = app()) {
  const { body } = await client.order(offer, { payment: card('tok_ok') }, through)
  const [payment] = await rows('select id, gateway_reference from payments where order_id = $1', body.id)
  return {
    id: body.id,
    subscription: body.subscriptions?.[0]?.id,
    payment: payment?.id,
    reference: payment?.gateway_reference,
  }
}

const refunded = (subscription: string) =>
  client.send(app(), {
    order_type: 'credit_memo',
    process_immediately: true,
    forSubscription: { id: subscription },
    amount: '10.00',
    as: 'refund',
    reason: 'sorry',
  })

/** Money at the gateway that nothing of ours asked for, unless the key says so. */
async function plant(key: string, state: 'captured' | 'authorised', reference: string) {
  await app().pool.query(
    `insert into sandbox_gateway.payments (id, idempotency_key, state, amount, currency, captured_amount, authorised_at, captured_at)
     values ($1, $2, $3, 500, 'GBP', case $3 when 'captured' then 500 else 0 end, now(), case $3 when 'captured' then now() end)`,
    [reference, key, state],
  )
}

async function plantRefund(key: string, reference: string, payment: string) {
  await app().pool.query(
    'insert into sandbox_gateway.refunds (id, idempotency_key, payment_id, amount) values ($1, $2, $3, 300)',
    [reference, key, payment],
  )
}

/** Everything that was planted or begun is out of the way of the next test. */
async function tidy() {
  await app().pool.query(
    `delete from sandbox_gateway.refunds where idempotency_key not in (select id from refunds)`,
  )
  await app().pool.query(
    `delete from sandbox_gateway.payments p where p.state in ('captured', 'authorised')
       and not exists (select 1 from payments o where o.gateway_reference = p.id)
       and not exists (select 1 from sandbox_gateway.refunds r where r.payment_id = p.id)`,
  )
}

describe('a difference', () => {
  test('there is none on a good day', async () => {
    const held = await bought()
    await refunded(held.subscription)
    expect(await compare()).toMatchObject({ gateway: 'sandbox', payments: 1, refunds: 1, differences: [] })
  })

  test('of every kind is found, each once, and the same again when it is done again', async () => {
    const [gone, changed, returned, open] = [await bought(), await bought(), await bought(), await bought()]
    await refunded(returned.subscription)
    const [back] = await rows(
      'select r.id, r.gateway_reference from refunds r where r.subscription_id = $1',
      returned.subscription,
    )
    await app().pool.query('delete from sandbox_gateway.payments where id = $1', [gone.reference])
    await app().pool.query('update sandbox_gateway.payments set captured_amount = 9800 where id = $1', [
      changed.reference,
    ])
    await app().pool.query('delete from sandbox_gateway.refunds where id = $1', [back.gateway_reference])
    await plant(`order-${hex(1)}:auth:1`, 'captured', 'gw_lost')
    await plant(`order-${hex(2)}:auth:1`, 'authorised', 'gw_held')
    await plant('by hand', 'captured', 'gw_hand')
    await plantRefund(`refund-${hex(3)}`, 'gw_ref_lost', open.reference)
    await plantRefund('by hand too', 'gw_ref_hand', open.reference)

    const found = await compare()
    const gbp = { currency: 'GBP' }
    const none = undefined
    expect(found.differences).toEqual([
      {
        ...gbp,
        kind: 'missing_here',
        id: `order-${hex(1)}:auth:1`,
        gatewayReference: 'gw_lost',
        amountHere: none,
        amountThere: 500,
      },
      {
        ...gbp,
        kind: 'missing_there',
        id: gone.payment,
        gatewayReference: gone.reference,
        amountHere: 9900,
        amountThere: none,
      },
      {
        ...gbp,
        kind: 'amount_differs',
        id: changed.payment,
        gatewayReference: changed.reference,
        amountHere: 9900,
        amountThere: 9800,
      },
      {
        ...gbp,
        kind: 'refund_missing_here',
        id: `refund-${hex(3)}`,
        gatewayReference: 'gw_ref_lost',
        amountHere: none,
        amountThere: 300,
      },
      {
        ...gbp,
        kind: 'refund_missing_there',
        id: back.id,
        gatewayReference: back.gateway_reference,
        amountHere: 1000,
        amountThere: none,
      },
      {
        ...gbp,
        kind: 'still_held',
        id: `order-${hex(2)}:auth:1`,
        gatewayReference: 'gw_held',
        amountHere: none,
        amountThere: 500,
      },
      {
        ...gbp,
        kind: 'made_elsewhere',
        id: 'by hand',
        gatewayReference: 'gw_hand',
        amountHere: none,
        amountThere: 500,
      },
      {
        ...gbp,
        kind: 'made_elsewhere',
        id: 'by hand too',
        gatewayReference: 'gw_ref_hand',
        amountHere: none,
        amountThere: 300,
      },
    ])
    expect((await compare()).differences).toEqual(found.differences)
    const kept = await app().services.db.read.reconciliations.list({ limit: 10, after: undefined })
    expect(kept).toMatchObject([{ differences: JSON.parse(JSON.stringify(found.differences)) }])
    const table = tableOf(found)
    for (const { kind, gatewayReference } of found.differences)
      expect(table).toMatch(new RegExp(`${kind} .*${gatewayReference}`))

    await app().pool.query('update payments set recorded_at = null where id = any($1::text[])', [
      [gone.payment],
    ])
    await app().pool.query('update sandbox_gateway.payments set captured_amount = 9900 where id = $1', [
      changed.reference,
    ])
    await plantRefund(back.id, back.gateway_reference, returned.reference)
    await app().pool.query('update sandbox_gateway.refunds set amount = 1000 where idempotency_key = $1', [
      back.id,
    ])
    await tidy()
    expect((await compare()).differences).toEqual([])
  })

  test('is not money that was authorised a minute ago', async () => {
    await plant(`order-${hex(4)}:auth:1`, 'authorised', 'gw_young')
    expect((await compare(app().services)).differences).toEqual([])
    expect(kindsOf(await compare())).toEqual(['still_held'])
    await tidy()
  })

  test('is not money that an order is about to write down', async () => {
    const lost = () => Promise.reject(new GatewayUnavailable('lost'))
    const real = app().services.gateway
    const through = await withServices(app(), {
      gateway: {
        ...real,
        capture: async (request) => {
          await real.capture(request)
          return lost()
        },
        lookup: lost,
      },
    })
    const { id } = await bought('/offers2/Digital Annual', through)
    expect(await attemptsOf(app(), id)).toEqual([['capturing', 9900]])
    expect((await compare()).differences).toEqual([])
    await app().pool.query('update orders set lease_until = now() where id = $1', [id])
    await processOrder(app().services, id)
    expect(await attemptsOf(app(), id)).toEqual([['captured', 9900]])
    expect((await compare()).differences).toEqual([])
  })

  test('is not a payment that was taken a second before midnight and written down a second after', async () => {
    const { payment, reference } = await bought()
    await app().pool.query(
      `update sandbox_gateway.payments set captured_at = '2026-03-01T23:59:59Z' where id = $1`,
      [reference],
    )
    await app().pool.query(`update payments set recorded_at = '2026-03-02T00:00:01Z' where id = $1`, [
      payment,
    ])
    for (const day of ['2026-03-01', '2026-03-02'])
      expect(await reconcile(later(2), day)).toMatchObject({ day, payments: 1, differences: [] })
  })

  test('is money that went back and came home, on the day on which that was told', async () => {
    const held = await bought()
    await refunded(held.subscription)
    const [{ id }] = await rows('select id from refunds where subscription_id = $1', held.subscription)
    await app().pool.query(
      `update refunds set settled_at = '2026-03-05T10:00:00Z', returned_at = '2026-03-09T10:00:00Z' where id = $1`,
      [id],
    )
    const real = app().services.gateway
    const failed = { reference: 'gw_ref', state: 'failed' as const }
    const services = { ...later(2), gateway: { ...real, lookupRefund: async () => failed } }
    expect(await reconcile(services, '2026-03-09')).toMatchObject({
      differences: [{ kind: 'refund_missing_there', id }],
    })
    await app().pool.query('update refunds set settled_at = now(), returned_at = null where id = $1', [id])
  })
})

test('a gateway that loses some answers is asked again; one that is away leaves no result behind', async () => {
  const real = app().services.gateway
  let toLose = 2
  const flaky: Services = {
    ...later(2),
    gateway: {
      ...real,
      movements: async function* (span) {
        toLose -= 1
        if (toLose >= 0) throw new GatewayUnavailable('away')
        yield* real.movements(span)
      },
    },
  }
  expect((await compare(flaky)).differences).toEqual([])
  const before = await rows('select * from reconciliations')
  toLose = 99
  await expect(compare(flaky)).rejects.toThrow(GatewayUnavailable)
  expect(await rows('select * from reconciliations')).toEqual(before)
})

describe('every night', () => {
  const at = (instant: string): Services => ({
    ...app().services,
    clock: { ...app().services.clock, system: () => Date.parse(instant) },
  })
  const queued = async () =>
    (
      await rows(
        `select payload ->> 'day' as day from graphile_worker._private_jobs where key like 'reconcile/%' order by 1`,
      )
    ).map(({ day }) => day)
  const events = () =>
    rows(
      `select data ->> 'day' as day from events where type = 'reconciliation.completed' and data ->> 'day' like '2030%' order by seq`,
    )

  test('after two the day before is compared, once by one process, and nights that were missed are caught up', async () => {
    const [{ first }] = await rows(
      `select to_char(min(recorded_at) at time zone 'UTC', 'YYYY-MM-DD') as first from payments`,
    )
    expect(first < '2030-01-01').toBe(true)
    await enqueueReconciliations(at('2030-01-10T01:59:59Z'))
    expect((await queued()).at(-1)).toBe('2030-01-08')
    await enqueueReconciliations(at('2030-01-10T02:00:00Z'))
    const days = await queued()
    expect(days.slice(-7)).toEqual(Array.from({ length: 7 }, (_, n) => addDays('2030-01-03', n)))
    await Promise.all(Array.from({ length: 5 }, () => reconcileOnce(app().services, '2030-01-09')))
    await reconcileOnce(app().services, '2030-01-09')
    expect(await events()).toEqual([{ day: '2030-01-09' }])
    const read = app().services.db.read.reconciliations
    const left = await read.daysToDo({ gateway: 'sandbox', first: '2030-01-08', last: '2030-01-10' })
    expect(left).toEqual(['2030-01-08', '2030-01-10'])
  })

  test('a process that died at it is replaced', async () => {
    const read = app().services.db.read.reconciliations
    const lease = { gateway: 'sandbox', seconds: 900 }
    expect(await read.claim('2030-02-01', lease)).toBe(true)
    await reconcileOnce(app().services, '2030-02-01')
    expect((await rows(`select ran_at from reconciliations where day = '2030-02-01'`))[0].ran_at).toBeNull()
    await app().pool.query(`update reconciliations set claimed_until = now() where day = '2030-02-01'`)
    await reconcileOnce(app().services, '2030-02-01')
    expect(
      (await rows(`select ran_at from reconciliations where day = '2030-02-01'`))[0].ran_at,
    ).not.toBeNull()
  })

  test('nothing is compared from before the first payment', async () => {
    const span = { gateway: 'other', first: '2030-01-01', last: '2030-01-07' }
    expect(await app().services.db.read.reconciliations.daysToDo(span)).toEqual([])
  })
})

describe('npm run reconcile', () => {
  const run = async (...args: string[]) => {
    const environment = {
      DATABASE_URL: app().pool.options.connectionString ?? '',
      SECRET_KEY: 'a secret key of the tests, long enough',
      SANDBOX: 'true',
    }
    const { config } = parseConfig(environment)
    if (config === undefined) throw new Error('the configuration is wrong')
    return reconcileDay(config, createLog('silent'), args)
  }

  test('ends with 0 when both agree, and with 1 when they differ', async () => {
    expect(await run('--day', await today())).toBe(0)
    expect(await run()).toBe(0)
    await plant('by hand again', 'captured', 'gw_hand_again')
    expect(await run('--day', await today())).toBe(1)
    await tidy()
  })

  test.each([
    [['--day']],
    [['--day', 'yesterday']],
    [['--day', '2026-02-30']],
    [['--day', '2999-01-01']],
    [['2026-02-01']],
  ])('%j is a wrong use', async (args) => {
    await expect(run(...args)).rejects.toMatchObject({ name: 'StartFailure', exitCode: 2 })
  })
})
