import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../test/support/agent.ts'
import { useApp } from '../../test/support/app.ts'
import { card } from '../../test/support/buyer.ts'
import { offerNamed } from '../../test/support/catalog.ts'

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

test.each([{ type: 'invoice' }, card('tok_ok')])(
  'ten orders at once for what an owner may hold once: one is done, the others are refused (%j)',
  async (payment) => {
    const path = '/offers2/Digital Monthly'
    const { id, version } = await offerNamed(app(), path)
    const { rows } = await app().pool.query(
      'select data from catalog_versions where id = $1 and version = $2',
      [id, version],
    )
    const once = { ...rows[0].data, attributes: { ...rows[0].data.attributes, block_multiple__limio: true } }
    const other = payment.type === 'invoice' ? 'c'.repeat(40) : 'd'.repeat(40)
    await app().pool.query(
      `insert into catalog_versions (id, version, path, record_type, name, data, status)
       select id, $3, path, record_type, name, $4, 'published' from catalog_versions where id = $1 and version = $2`,
      [id, version, other, once],
    )
    const owner = (await agent.submit(await agent.orderOf('/offers2/Almanac'))).body.owner
    const body = await agent.orderOf(path, {
      owner,
      payment,
      orderItems: [{ offer: { id, version: other } }],
    })
    const answers = await Promise.all(Array.from({ length: 10 }, () => agent.submit(body)))
    expect(answers.filter((answer) => answer.body.status === 'complete')).toHaveLength(1)
    const refused = answers.filter((answer) => answer.status !== 200).map((answer) => answer.body.code)
    expect(new Set(refused)).toEqual(new Set(['already_held']))
  },
)

test('a subscription cannot come to hold what the owner holds once elsewhere, however many try at once', async () => {
  const { id, version } = await offerNamed(app(), '/offers2/Digital Trial')
  const owner = (await agent.submit(await agent.orderOf('/offers2/Almanac'))).body.owner
  const held = await Promise.all(
    Array.from({ length: 6 }, async () =>
      agent.submit(await agent.orderOf('/offers2/Digital Annual', { owner, payment: card('tok_ok') })),
    ),
  )
  const answers = await Promise.all(
    held.map(({ body }) =>
      agent.submit({
        order_type: 'change_offer',
        process_immediately: true,
        forSubscription: { id: body.subscriptions[0].id },
        offer: { id, version },
      }),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)
  expect(new Set(refused)).toEqual(new Set(['already_held']))
})
