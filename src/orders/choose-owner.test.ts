import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../test/support/agent.ts'
import { useApp } from '../../test/support/app.ts'
import { ada } from '../../test/support/buyer.ts'
import { linkMaker } from '../../test/support/links.ts'

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

const account = '0017x00000Q9O9qAAF'
const otherAccount = '0037x00000F58M9AAJ'.replace('003', '001').slice(0, 15)

/** The order of a link that was made with this tracking. */
async function orderOf(tracking: object) {
  const links = await linkMaker(app())
  const link = await links.make({ order: { tracking, country: 'GB', customerDetails: ada } })
  const body = { order_type: 'new', checkoutId: link.id, country: 'GB', payment: { type: 'invoice' } }
  return { link, body: { ...body, process_immediately: true } }
}

test('the account of the basket may be named again, in either length', async () => {
  const { link, body } = await orderOf({ accountId: account })
  const answer = await agent.submit({
    ...body,
    owner: link.owner,
    tracking: { accountId: account.slice(0, 15) },
  })
  expect(answer).toMatchObject({ status: 200, body: { status: 'complete', owner: link.owner } })
})

test.each([
  [
    'another account than the basket’s',
    { accountId: account },
    { tracking: { accountId: otherAccount } },
    '/tracking/accountId',
  ],
  [
    'an account for a basket without one',
    {},
    { tracking: { accountId: otherAccount } },
    '/tracking/accountId',
  ],
  ['another owner', { accountId: account }, { owner: `id-${'0'.repeat(32)}` }, '/owner'],
])('%s is a conflict, and the basket can still be ordered', async (_, tracking, asked, pointer) => {
  const { link, body } = await orderOf(tracking)
  for (const answer of [
    await agent.submit({ ...body, ...asked }),
    await agent.preview({ ...body, ...asked }),
  ])
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict', errors: [{ pointer }] } })
  expect((await agent.submit(body)).body).toMatchObject({ status: 'complete', owner: link.owner })
})

test('a bad account id is refused beside a basket too', async () => {
  const { body } = await orderOf({})
  const answer = await agent.submit({ ...body, tracking: { accountId: 'nonsense' } })
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_salesforce_id' } })
})
