import { expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { usePayers } from '../support/payers.ts'

const app = useApp()
const { agent, monthly, refused, rows } = usePayers(app)

/** A customer by their own id, and an order about them. */
async function customer() {
  const held = await monthly()
  const [{ id }] = await rows('select id from customers where owner_id = $1', held.owner)
  return {
    id,
    owner: held.owner,
    order: (customerDetails: object, more: object = {}) => ({
      order_type: 'update_customer_details',
      process_immediately: true,
      forCustomer: { id },
      customerDetails,
      ...more,
    }),
    details: async () => (await rows('select details from customers where id = $1', id))[0].details,
  }
}

const everything = {
  firstName: 'Ada',
  lastName: 'King',
  email: 'ada@new.example',
  phone: '+442079460000',
  companyName: 'Engine Ltd',
  vatNumber: 'GB123456789',
  timeZone: 'Asia/Tokyo',
  locale: 'ja',
}

test('a customer is found by their own id, and everything about them can be changed', async () => {
  const ada = await customer()
  const body = ada.order(everything, { owner: ada.owner })
  expect((await agent().preview(body)).status).toBe(200)
  const answer = await agent().submit(body)
  expect(answer.body).toMatchObject({ status: 'complete', owner: ada.owner, subscriptions: [] })
  expect(await ada.details()).toEqual(everything)
  const events = await rows(
    'select type, subject_id from events where order_id = $1 order by seq',
    answer.body.id,
  )
  expect(events).toContainEqual({ type: 'customer.updated', subject_id: ada.id })
})

test('whose subscription ended can still be written to', async () => {
  const held = await monthly(card('tok_ok'))
  await agent().submit(
    held.order('cancel_subscription', { cancelDate: app().services.clock.now().slice(0, 10) }),
  )
  const [{ id }] = await rows('select id from customers where owner_id = $1', held.owner)
  const answer = await agent().submit({
    order_type: 'update_customer_details',
    process_immediately: true,
    forCustomer: { id },
    customerDetails: { email: 'ada@new.example' },
  })
  expect(answer.body.status).toBe('complete')
})

test.each([
  [
    'a customer that does not exist',
    { forCustomer: { id: `cus-${'0'.repeat(32)}` } },
    404,
    '/forCustomer/id',
  ],
  ['another owner', { owner: `id-${'0'.repeat(32)}` }, 409, '/owner'],
  ['nothing to change', { customerDetails: {} }, 400, '/customerDetails'],
  ['a number that is none', { customerDetails: { vatNumber: 'DE12' } }, 400, '/customerDetails/vatNumber'],
  ['a subscription beside it', { subscriptionRef: '2TJ25TK632EG' }, 400, '/forCustomer'],
])('%s is refused by preview and submit alike', async (_, more, status, pointer) => {
  const ada = await customer()
  await refused(ada.order(everything, more), { status, body: { errors: [{ pointer }] } })
})
