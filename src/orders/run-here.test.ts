import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { openAsBuyer } from '../../test/support/buyer.ts'
import { linkMaker } from '../../test/support/links.ts'
import { booksOf, storedOrder, withServices } from '../../test/support/orders.ts'
import { newLease } from './lease.ts'
import { awaitResult, runHere } from './run-here.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const patienceMs = 20

/** An order that is accepted and whose money nobody has asked for yet. */
async function acceptedOrder() {
  const link = await links.make()
  const unheard = () => Promise.reject(new Error('nobody is there'))
  const server = await withServices(app(), { gateway: { ...app().services.gateway, authorise: unheard } })
  const { body } = await (await openAsBuyer(server, link)).order()
  const lease = newLease(app().services)
  const order = await app().services.db.read.orders.claim(body.id, lease)
  if (order === undefined) throw new Error('the order is not free')
  return { order, lease, buyer: await openAsBuyer(app(), link) }
}

/** A gateway that answers when it is told to. */
function slowGateway() {
  const told = Promise.withResolvers<void>()
  const { gateway } = app().services
  const authorise: typeof gateway.authorise = async (request) => {
    const payment = await gateway.authorise(request)
    await told.promise
    return payment
  }
  return { services: { ...app().services, gateway: { ...gateway, authorise } }, answer: told.resolve }
}

test('a caller is told `processing` when the gateway is slow, and the same order completes', async () => {
  const { order, lease, buyer } = await acceptedOrder()
  const slow = slowGateway()
  const told = await runHere(slow.services, order, { lease, patienceMs })
  expect(told).toMatchObject({ id: order.id, status: 'processing' })
  const sameAgain = buyer.order()
  slow.answer()
  expect((await sameAgain).body).toMatchObject({ id: order.id, status: 'complete' })
  expect(await booksOf(app(), order.id)).toEqual([['captured', 999]])
})

test('whoever waits for an order that somebody else runs is told `processing` too', async () => {
  const { order, lease } = await acceptedOrder()
  expect(await awaitResult(app().services, order, patienceMs)).toMatchObject({ status: 'processing' })
  expect(await runHere(app().services, order, { lease })).toMatchObject({ status: 'complete' })
  const now = await storedOrder(app(), order.id)
  expect(await awaitResult(app().services, now, patienceMs)).toMatchObject({ status: 'complete' })
})
