import { beforeAll, beforeEach, expect } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { type Agent, orderAgent } from './agent.ts'
import type { TestApp } from './app.ts'
import { card } from './buyer.ts'
import { bearer } from './tokens.ts'

export const external = (reference: string) => ({
  type: 'external',
  external: { provider: 'bank', reference },
})

export const codesOf = ({ body }: { body: { messages: readonly { code: string }[] } }) =>
  body.messages.map(({ code }) => code)

/** Subscriptions that are paid, or not, in a year of their own for each test. */
export function usePayers(app: () => TestApp) {
  let agent: Agent
  let reading: Record<string, string>
  let year = 2030
  beforeAll(async () => {
    agent = await orderAgent(app())
    reading = await bearer(app(), ['objects:read'])
  })
  const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows
  const move = (monthAndDay: string) => app().services.moveClock(`${year}-${monthAndDay}T12:00:00.000Z`)
  const nextYear = async () => {
    year += 1
    await move('01-10')
  }
  beforeEach(nextYear)
  /** Whatever is due by now. */
  const collect = () => runDue(app().services, app().services.clock.now())
  return {
    agent: () => agent,
    rows,
    move,
    nextYear,
    collect,
    today: () => app().services.clock.now().slice(0, 10),
    /** What time brings about up to this day, and whatever is to be collected by then. */
    until: async (monthAndDay: string) => {
      await move(monthAndDay)
      await collect()
    },
    read: async (path: string) => {
      const answer = await app().http.inject({ url: `/api/objects/limio/${path}`, headers: reading })
      return { status: answer.statusCode, body: answer.json() }
    },
    /** By preview and submit alike. */
    refused: async (body: object, expected: object) => {
      for (const answer of [await agent.preview(body), await agent.submit(body)])
        expect(answer).toMatchObject(expected)
    },
    /** A monthly subscription of £9.99. */
    monthly: async (payment: object = card('tok_ok'), offer = '/offers2/Digital Monthly') => {
      const { body } = await agent.submit(await agent.orderOf(offer, { payment }))
      return payer(rows, body)
    },
  }
}

type Rows = (
  text: string,
  ...values: unknown[]
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts
) => Promise<any[]>

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts
function payer(rows: Rows, body: any) {
  const [{ id, reference }] = body.subscriptions
  const state = async () => (await rows('select past_due, payment from subscriptions where id = $1', id))[0]
  const invoices = () =>
    rows('select id, lines, balance from invoices where subscription_ids @> array[$1] order by issued_at', id)
  return {
    id,
    reference,
    owner: body.owner,
    order: (order_type: string, more: object = {}) => ({
      order_type,
      process_immediately: true,
      forSubscription: { id },
      ...more,
    }),
    state,
    invoices,
    isPastDue: async () => (await state()).past_due,
    balances: async () => (await invoices()).map(({ balance }) => balance),
    methods: () =>
      rows(
        'select id, type, gateway, is_default, gateway_reference from payment_methods where owner_id = $1 order by created_at',
        body.owner,
      ),
  }
}
