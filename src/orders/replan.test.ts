import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, useApp } from '../../test/support/app.ts'
import { publishSampleCatalog } from '../../test/support/catalog.ts'
import {
  attemptsOf,
  booksOf,
  madeBy,
  ordersByClient,
  storedOrder,
  withServices,
} from '../../test/support/orders.ts'
import type { Services } from '../ports/services.ts'

/** The plan under the lock differs from the one that was accepted: the time zone moves, and with it what is due today. */

const app = useApp()
let client: Awaited<ReturnType<typeof ordersByClient>>
const monthly = '/offers2/Digital Monthly'
/** One period is due in UTC; where it is already the next day, two are. */
const backDated = { orderDate: '2027-02-15' }
const further = 'Pacific/Kiritimati'

beforeAll(async () => {
  await publishSampleCatalog(app())
  client = await ordersByClient(app())
})
beforeEach(async () => {
  await app().services.moveClock('2027-03-14T20:00:00.000Z')
})

/** A server whose time zone is `zones[n]` once the gateway has authorised n times. */
function serverMovingThrough(...zones: readonly string[]): Promise<TestApp> {
  const { services } = app()
  let authorised = 0
  const changes: Partial<Services> = {
    settings: () => ({
      ...services.settings(),
      timeZone: zones[Math.min(authorised, zones.length - 1)] ?? 'UTC',
    }),
    gateway: {
      ...services.gateway,
      authorise: async (request) => {
        const payment = await services.gateway.authorise(request)
        authorised += 1
        return payment
      },
    },
  }
  return withServices(app(), changes)
}

describe('an amount that moved while it was authorised', () => {
  test('is let go and authorised again as the next attempt, from the same card', async () => {
    const answer = await client.order(monthly, backDated, await serverMovingThrough('UTC', further))
    expect(answer.body).toMatchObject({ status: 'complete' })
    const { id } = answer.body
    expect(await attemptsOf(app(), id)).toEqual([
      ['voided', 999],
      ['captured', 1998],
    ])
    expect(await booksOf(app(), id)).toEqual([
      ['voided', 999],
      ['captured', 1998],
    ])
    expect(await madeBy(app(), id, 'payments')).toBe(1)
    expect(await madeBy(app(), id, 'payment_methods')).toBe(1)
    const { rows } = await app().pool.query(
      'select total::int, balance::int from invoices where order_id = $1',
      [id],
    )
    expect(rows).toEqual([{ total: 1998, balance: 0 }])
  })

  test('is authorised again twice at most; then the order fails, and nothing is held', async () => {
    const server = await serverMovingThrough('UTC', further, 'UTC', further)
    const answer = await client.order(monthly, backDated, server)
    expect(answer).toMatchObject({ status: 409, body: { code: 'changes_differ' } })
    const id = answer.body.order_id
    expect(await attemptsOf(app(), id)).toEqual([
      ['voided', 999],
      ['voided', 1998],
      ['voided', 999],
    ])
    expect((await booksOf(app(), id)).map(([state]) => state)).toEqual(['voided', 'voided', 'voided'])
    expect((await storedOrder(app(), id)).status).toBe('failed')
    expect(await madeBy(app(), id, 'subscriptions')).toBe(0)
  })
})

describe('an order that was promised its figures', () => {
  test.each(['preview_id', 'expected_fingerprint'])(
    'by %s: other figures under the lock let the money go',
    async (how) => {
      const preview = await client.preview(monthly, backDated)
      const promised = { [how]: preview.body[how === 'preview_id' ? how : 'fingerprint'] }
      const server = await serverMovingThrough('UTC', further)
      const answer = await client.order(monthly, { ...backDated, ...promised }, server)
      expect(answer).toMatchObject({ status: 409, body: { code: 'changes_differ' } })
      const id = answer.body.order_id
      expect(await booksOf(app(), id)).toEqual([['voided', 999]])
      expect((await storedOrder(app(), id)).status).toBe('failed')
    },
  )

  test('without card: other figures under the lock end the order before anything is made', async () => {
    const preview = await client.preview(monthly, backDated)
    const services = app().services
    let proposals = 0
    const server = await withServices(app(), {
      settings: () => {
        proposals += 1
        return { ...services.settings(), timeZone: proposals > 1 ? further : 'UTC' }
      },
    })
    const answer = await client.order(
      monthly,
      { ...backDated, payment: { type: 'invoice' }, expected_fingerprint: preview.body.fingerprint },
      server,
    )
    expect(answer).toMatchObject({ status: 409, body: { code: 'changes_differ' } })
    expect(await madeBy(app(), answer.body.order_id, 'invoices')).toBe(0)
  })

  test('a failed order frees its checkoutId for the next one', async () => {
    const checkoutId = 'basket-7f3c2b1a-0d9e-4c8b-a7f6-5e4d3c2b1a09'
    const preview = await client.preview(monthly, backDated)
    const body = { ...backDated, checkoutId, preview_id: preview.body.preview_id }
    const failed = await client.order(monthly, body, await serverMovingThrough('UTC', further))
    expect(failed.status).toBe(409)
    const next = await client.order(monthly, body)
    expect(next.body).toMatchObject({ status: 'complete', checkoutId })
    expect(next.body.id).not.toBe(failed.body.order_id)
    expect(await booksOf(app(), next.body.id)).toEqual([['captured', 999]])
  })
})
