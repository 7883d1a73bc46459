import { beforeAll, expect, test } from 'vitest'
import { exchange, fromPage, linkMaker } from '../support/links.ts'
import { mutationsOf } from './support/mutations.ts'
import { flawOf } from './support/problem.ts'
import { operationNamed, useStage } from './support/stage.ts'

const stage = useStage()

let order: Readonly<Record<string, unknown>> = {}
let cookie = ''
beforeAll(async () => {
  const { make } = await linkMaker(stage().app)
  const link = await make({ order: { country: 'GB' } })
  cookie = (await exchange(stage().app, link)).cookie
  order = {
    order_type: 'new',
    checkoutId: link.id,
    country: 'GB',
    customerDetails: { firstName: 'Ada', email: 'ada@example.com' },
    payment: { type: 'invoice' },
  }
})

const post = (url: string, payload: object) =>
  stage().http.inject({ method: 'POST', url, headers: { ...fromPage, cookie }, payload })

test('whatever a page sends wrongly, its order is refused and its link stays open', async () => {
  const { body } = operationNamed(stage(), 'submitCheckoutOrder')
  const before = await stage().countRows()
  const flaws: string[] = []
  for (const mutation of mutationsOf(body ?? {}, order).filter(({ forbidden }) => forbidden)) {
    for (const url of ['/api/order', '/api/order/preview']) {
      const answer = await post(url, Object(mutation.body))
      const flaw = flawOf(answer) ?? (answer.statusCode < 400 ? 'is accepted' : undefined)
      if (flaw !== undefined) flaws.push(`${url} ${mutation.pointer} ${mutation.what}: ${flaw}`)
    }
  }
  expect(flaws).toEqual([])
  expect(await stage().countRows()).toEqual(before)
  expect((await post('/api/order', order)).json()).toMatchObject({ status: 'complete' })
}, 60_000)

const ofTheBasket: Readonly<Record<string, unknown>> = {
  tracking: {},
  owner: `id-${'0'.repeat(32)}`,
  orderDate: '2020-01-01',
  external_id: 'mine',
  process_immediately: false,
  initiated_source: 'me',
  isGift: false,
}

test('what comes from the basket cannot be sent by its customer', async () => {
  const before = await stage().countRows()
  for (const [field, value] of Object.entries(ofTheBasket)) {
    const answer = await post('/api/order', { ...order, [field]: value })
    expect([field, answer.statusCode, answer.json().code]).toEqual([field, 400, 'not_allowed_for_customer'])
    expect(answer.json().errors).toMatchObject([{ pointer: `/${field}` }])
  }
  const items = await post('/api/order', { ...order, orderItems: [{ id: 'x', quantity: 1, 'a/b~c': 0 }] })
  expect(items.json().errors).toMatchObject([{ pointer: '/orderItems/0/a~1b~0c' }])
  expect(await stage().countRows()).toEqual(before)
})
