import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

const newYork = { address1: '1 Main St', city: 'New York', postalCode: '10001', country: 'US' }

async function subscribed() {
  const bought = await agent.submit(await agent.orderOf('/offers2/Digital Monthly'))
  const [subscription] = bought.body.subscriptions
  return (address: object) => ({
    order_type: 'change_address',
    type: 'billing',
    process_immediately: true,
    forSubscription: { id: subscription.id },
    address,
  })
}

const stored = async (orderId: string) => {
  const { rows } = await app().pool.query(
    `select address from addresses a join events e on e.subject_id = a.id where e.order_id = $1`,
    [orderId],
  )
  return rows.map(({ address }) => address)
}

test.each(['NY', 'US-NY', 'New York'])('the state %s is kept as its code', async (state) => {
  const body = await subscribed()
  const answer = await agent.submit(body({ ...newYork, state }))
  expect(await stored(answer.body.id)).toEqual([{ ...newYork, state: 'NY' }])
})

test.each([
  ['/address/state', { ...newYork, state: 'ZZ' }, 'such as AK (Alaska)'],
  ['/address/postalCode', { ...newYork, postalCode: 'SW1Y 4JH' }, 'such as 10001'],
  ['/address/postalCode', { address1: '1 New St', postalCode: '10001', country: 'GB' }, 'such as SW1Y 4JH'],
  ['/address/country', { address1: '1 New St' }, 'needed'],
])(
  '%s is refused by preview and submit alike, and the answer says what is expected',
  async (pointer, address, says) => {
    const body = (await subscribed())(address)
    for (const answer of [await agent.preview(body), await agent.submit(body)]) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', errors: [{ pointer }] } })
      expect(answer.body.errors[0].message).toContain(says)
    }
  },
)

test('whoever is billed in another country is told that tax follows', async () => {
  const body = await subscribed()
  await agent.submit(body({ address1: '1 New St', city: 'Leeds', postalCode: 'LS1 1AA', country: 'GB' }))
  const preview = await agent.preview(body(newYork))
  expect(preview.body.messages).toContainEqual(expect.objectContaining({ code: 'billing_country_changes' }))
  expect((await agent.submit(body(newYork))).body.status).toBe('complete')
})

test('a new order is held to the same rules', async () => {
  const order = await agent.orderOf('/offers2/Digital Monthly')
  for (const part of ['billingDetails', 'deliveryDetails']) {
    const body = { ...order, [part]: { ...newYork, state: 'Nowhere' } }
    for (const answer of [await agent.preview(body), await agent.submit(body)])
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: `/${part}/state` }] } })
  }
})
