import { beforeAll, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

async function eventsAbout(subscriptionId: string): Promise<string[]> {
  const { rows } = await app().pool.query('select type from events where subject_id = $1 order by seq', [
    subscriptionId,
  ])
  return rows.map(({ type }) => type)
}

test('time carries subscriptions on: one renews, one ends as it was cancelled, and each is told once', async () => {
  const start = await agent.orderOf('/offers2/Digital Monthly')
  const [renewing, leaving] = [await agent.submit(start), await agent.submit(start)].map(
    (answer) => answer.body.subscriptions[0].id,
  )
  await agent.submit({
    order_type: 'cancel_subscription',
    process_immediately: true,
    forSubscription: { id: leaving },
  })
  const { rows: ends } = await app().pool.query('select term_end_on from subscriptions where id = $1', [
    leaving,
  ])
  const end = `${ends[0].term_end_on}T00:00:00.000Z`
  await app().services.moveClock(end)
  await Promise.all([runDue(app().services, end), runDue(app().services, end)])
  await runDue(app().services, end)
  const { rows } = await app().pool.query('select id, status from subscriptions order by created_at')
  expect(new Map(rows.map(({ id, status }) => [id, status]))).toEqual(
    new Map([
      [renewing, 'active'],
      [leaving, 'cancelled'],
    ]),
  )
  expect((await eventsAbout(renewing)).filter((type) => type === 'subscription.renewed')).toHaveLength(1)
  expect((await eventsAbout(leaving)).filter((type) => type === 'subscription.cancelled')).toHaveLength(1)
})
