import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { card, openAsBuyer } from '../support/buyer.ts'
import { plainOffer, useCatalogApi } from '../support/catalog-api.ts'
import { linkMaker } from '../support/links.ts'
import { codesOf, external, usePayers } from '../support/payers.ts'

/** Buying with money that another system takes. */

const app = useApp()
const catalog = useCatalogApi(app)
const { agent, monthly, read, refused, rows, today, until } = usePayers(app)

const anyMeans = '/offers2/Any Means'
const cardsOnly = '/offers2/Cards Only'
beforeAll(async () => {
  const everyMeans = ['card', 'invoice', 'external', 'zuora_card']
  await catalog.put(anyMeans, plainOffer({ payment_types__limio: everyMeans }))
  await catalog.put(cardsOnly, plainOffer({ payment_types__limio: ['card'] }))
  await catalog.publish(anyMeans, cardsOnly)
})

const zuora = {
  type: 'zuora',
  zuora: {
    refId: '2c92a0f9',
    paymentGateway: 'Stripe UK',
    signature: 'secret-signature',
    success: true,
    tenantId: '1234',
    responseFrom: 'Response_From_Submit_Page',
    token: 'secret-token',
  },
}

describe('money that was taken already (`external`)', () => {
  test('pays the first invoice under its name there; later ones wait until they are recorded as paid', async () => {
    const body = await agent().orderOf(anyMeans, { payment: external('PSP-1') })
    const preview = await agent().preview(body)
    expect(preview.body.preview.paidAmount).toBe('9.99')
    expect(codesOf(preview)).toContain('invoice_paid_elsewhere')
    const answer = await agent().submit({ ...body, expected_fingerprint: preview.body.fingerprint })
    expect(answer.body).toMatchObject({ status: 'complete' })
    const made = (await read(`orders/${answer.body.id}/related`)).body
    const of = (type: string) =>
      made.items.filter(({ record_type }: { record_type: string }) => record_type === type)
    const [method] = of('payment_method')
    expect(method).toMatchObject({ data: { type: 'external', gateway: 'bank', default: true, card: null } })
    expect(of('invoice')).toMatchObject([
      { status: 'paid', data: { balance: '0.00', paymentType: 'external' } },
    ])
    expect(of('payment')).toMatchObject([
      { data: { gateway: 'bank', gatewayReference: 'PSP-1', amount: '9.99', paymentMethod: method.id } },
    ])
  })

  test('is never collected, never past due, and paid by what is recorded', async () => {
    const held = await monthly(external('PSP-2'), anyMeans)
    await until('02-10')
    await until('04-10')
    expect(await held.balances()).toEqual([0, 999, 1998])
    expect(await held.isPastDue()).toBe(false)
    const tries = 'select 1 from collections c join invoices i on i.id = c.invoice_id where i.owner_id = $1'
    expect(await rows(tries, held.owner)).toEqual([])
    expect(await agent().submit(held.order('pay_invoice'))).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
    const paid = await agent().submit(held.order('pay_invoice', { payment: external('PSP-3') }))
    expect(paid.body.status).toBe('complete')
    expect(await held.balances()).toEqual([0, 0, 0])
  })

  test('the same order again is the same order; another reference for it is told so', async () => {
    const body = await agent().orderOf(anyMeans, { external_id: 'E-77', payment: external('PSP-4') })
    const first = await agent().submit(body)
    const again = await agent().submit(body)
    expect([again.status, again.body.id]).toEqual([200, first.body.id])
    expect(await rows(`select 1 from payments where gateway_reference = 'PSP-4'`)).toHaveLength(1)
  })
})

test('a card that is declined, and then money that was taken elsewhere: one order, one payment', async () => {
  const body = await agent().orderOf(anyMeans, { external_id: 'E-78', payment: card('tok_declined') })
  const declined = await agent().submit(body)
  expect(declined.status).toBe(402)
  const paid = await agent().submit({ ...body, payment: external('PSP-5') })
  expect(paid.body).toMatchObject({ id: declined.body.order_id, status: 'complete' })
  expect(
    await rows(
      'select gateway, gateway_reference, elsewhere from payments where order_id = $1',
      paid.body.id,
    ),
  ).toEqual([{ gateway: 'bank', gateway_reference: 'PSP-5', elsewhere: true }])
  expect(await rows('select type from payment_methods where order_id = $1', paid.body.id)).toEqual([
    { type: 'external' },
  ])
})

describe('a method that another system charges (`zuora`)', () => {
  test('leaves its invoices open, and nothing of it is kept but its names', async () => {
    const body = await agent().orderOf(anyMeans, { payment: zuora })
    const preview = await agent().preview(body)
    expect(codesOf(preview)).toContain('collected_elsewhere')
    expect(preview.body.preview.paidAmount).toBe('9.99')
    const held = await monthly(zuora, anyMeans)
    expect(await held.balances()).toEqual([999])
    expect(await held.methods()).toMatchObject([
      { type: 'zuora_card', gateway: 'Stripe UK', gateway_reference: '2c92a0f9' },
    ])
    const kept = await rows('select * from orders where owner_id = $1', held.owner)
    expect(JSON.stringify(kept)).not.toMatch(/secret-|Response_From/)
    await until('02-10')
    expect([await held.balances(), await held.isPastDue()]).toEqual([[999, 999], false])
    const [method] = await held.methods()
    const stored = { payment: { type: 'token', token: { id: method.id } } }
    await expect(agent().submit(held.order('pay_invoice', stored))).resolves.toMatchObject({ status: 400 })
  })
})

describe('who may, and what is allowed', () => {
  test('a customer may not say that somebody else took the money', async () => {
    const links = await linkMaker(app())
    const buyer = await openAsBuyer(app(), await links.make())
    for (const payment of [external('X'), zuora])
      for (const answer of [await buyer.preview({ payment }), await buyer.order({ payment })])
        expect(answer).toMatchObject({
          status: 400,
          body: { code: 'not_allowed_for_customer', errors: [{ pointer: '/payment/type' }] },
        })
  })

  test.each([
    ['external', external('X')],
    ['zuora_card', zuora],
  ])('an offer that does not allow %s is not sold by it', async (_type, payment) => {
    await refused(await agent().orderOf(cardsOnly, { payment }), {
      status: 400,
      body: { code: 'payment_type_not_allowed', errors: [{ pointer: '/payment/type' }] },
    })
  })
})

describe('an order that asks for nothing today', () => {
  test.each([
    ['card', card('tok_ok'), ['card']],
    ['invoice', { type: 'invoice' }, []],
    ['external', external('PSP-9'), ['external']],
    ['zuora_card', zuora, ['zuora_card']],
  ])('by %s: completes, keeps the method, charges nothing', async (type, payment, methods) => {
    const body = await agent().orderOf(anyMeans, { payment, orderDate: `${today().slice(0, 4)}-03-01` })
    const { body: answer } = await agent().submit(body)
    expect(answer.status).toBe('complete')
    expect(
      (await rows('select type from payment_methods where owner_id = $1', answer.owner)).map((m) => m.type),
    ).toEqual(methods)
    expect(await rows('select 1 from payments where owner_id = $1', answer.owner)).toEqual([])
    const [held] = await rows('select payment from subscriptions where owner_id = $1', answer.owner)
    expect(held.payment.type).toBe(type)
  })
})
