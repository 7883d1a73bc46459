import { beforeAll, describe, expect, test } from 'vitest'
import { forgetMethods } from '../../src/payments/forget-methods.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { plainOffer, useCatalogApi } from '../support/catalog-api.ts'
import { codesOf, external, usePayers } from '../support/payers.ts'

/** Another means of payment, or one fewer. */

const app = useApp()
const catalog = useCatalogApi(app)
const { agent, collect, monthly, read, refused, rows, today, until } = usePayers(app)

const payableBy = { everything: '/offers2/Any Means', cards: '/offers2/Cards Only' }
beforeAll(async () => {
  const everyMeans = ['card', 'invoice', 'external', 'zuora_card']
  await catalog.put(payableBy.everything, plainOffer({ payment_types__limio: everyMeans }))
  await catalog.put(payableBy.cards, plainOffer({ payment_types__limio: ['card'] }))
  await catalog.publish(...Object.values(payableBy))
})

describe('change_payment', () => {
  test('card dies, dunning, new card, recovered', async () => {
    const held = await monthly(card('tok_ok_then_fails'))
    await until('02-10')
    expect([await held.isPastDue(), await held.balances()]).toEqual([true, [0, 999]])
    await until('02-11')
    expect(await held.isPastDue()).toBe(true)
    const body = held.order('change_payment', { payment: card('tok_ok') })
    const preview = await agent().preview(body)
    expect(codesOf(preview)).toContain('open_invoices_retried')
    const answer = await agent().submit(body)
    expect(answer.body.status).toBe('complete')
    await collect()
    expect([await held.isPastDue(), await held.balances()]).toEqual([false, [0, 0]])
    const [old, given] = await held.methods()
    expect([old.is_default, given.is_default]).toEqual([false, true])
    expect((await held.state()).payment).toEqual({ type: 'card', paymentMethodId: given.id })
    await until('03-10')
    expect(await held.balances()).toEqual([0, 0, 0])
    const events = await rows(`select type from events where subject_id = $1 order by seq`, held.id)
    expect(events.map(({ type }) => type).filter((type) => /past_due|recovered/.test(type))).toEqual([
      'subscription.past_due',
      'subscription.recovered',
    ])
  })

  test('a declined card changes nothing', async () => {
    const held = await monthly()
    const before = await held.state()
    const answer = await agent().submit(held.order('change_payment', { payment: card('tok_declined') }))
    expect(answer).toMatchObject({ status: 402, body: { code: 'payment_declined' } })
    expect([await held.state(), (await held.methods()).length]).toEqual([before, 1])
  })

  test("a stored method of the owner takes over; somebody else's does not", async () => {
    const [held, stranger] = [await monthly(), await monthly()]
    await agent().submit(held.order('change_payment', { payment: card('tok_ok') }))
    const [first, second] = await held.methods()
    const stored = (id: string) => held.order('update_payment', { payment: { type: 'token', token: { id } } })
    expect((await agent().submit(stored(first.id))).body.status).toBe('complete')
    expect((await held.state()).payment.paymentMethodId).toBe(first.id)
    expect((await held.methods()).map(({ is_default }) => is_default)).toEqual([true, false])
    expect(second.id).not.toBe(first.id)
    const [theirs] = await stranger.methods()
    await refused(stored(theirs.id), { status: 404, body: { errors: [{ pointer: '/payment/token/id' }] } })
  })

  test('by invoice where the offer allows it, and nothing is tried by card any more', async () => {
    const held = await monthly(card('tok_ok_then_fails'))
    await until('02-10')
    const body = held.order('change_payment', { payment: { type: 'invoice' } })
    expect(codesOf(await agent().preview(body))).toContain('open_invoices_left')
    expect((await agent().submit(body)).body.status).toBe('complete')
    const triesOf = () =>
      rows(
        'select 1 from collections c join invoices i on i.id = c.invoice_id where i.subscription_ids @> array[$1]',
        held.id,
      )
    const before = (await triesOf()).length
    await until('03-09')
    expect((await triesOf()).length).toBe(before)
    await until('03-10')
    expect(await held.balances()).toEqual([0, 999, 999])
  })

  test('an offer that is not sold by invoice cannot be switched to it', async () => {
    const held = await monthly(card('tok_ok'), payableBy.cards)
    await refused(held.order('change_payment', { payment: { type: 'invoice' } }), {
      status: 400,
      body: { code: 'payment_type_not_allowed', errors: [{ pointer: '/payment/type' }] },
    })
  })

  test.each([
    [external('M-1'), 'external', 'bank'],
    [
      { type: 'zuora', zuora: { refId: '2c92', paymentGateway: 'Stripe UK', signature: 'x' } },
      'zuora_card',
      'Stripe UK',
    ],
  ])('what another system holds is recorded by its names alone', async (payment, type, gateway) => {
    const held = await monthly(card('tok_ok'), payableBy.everything)
    const answer = await agent().submit(held.order('change_external_payment', { payment }))
    expect(answer.body.status).toBe('complete')
    const [, recorded] = await held.methods()
    expect(recorded).toMatchObject({ type, gateway, is_default: true })
    expect((await held.state()).payment).toEqual({ type, paymentMethodId: recorded.id })
    await until('02-10')
    expect(await held.balances()).toEqual([0, 999])
    expect(await held.isPastDue()).toBe(false)
  })

  test('for every subscription of the customer when that is asked for', async () => {
    const one = await agent().orderOf('/offers2/Digital Monthly', { payment: card('tok_ok') })
    const { body } = await agent().submit({
      ...one,
      orderItems: [...(one.orderItems as object[]), ...(one.orderItems as object[])],
    })
    const [first] = body.subscriptions
    const change = (applyTo: string) =>
      agent().submit({
        order_type: 'change_payment',
        process_immediately: true,
        forSubscription: { id: first.id },
        payment: card('tok_ok'),
        applyTo,
      })
    const methodsInUse = async () =>
      new Set(
        (await rows('select payment from subscriptions where order_id = $1', body.id)).map(
          ({ payment }) => payment.paymentMethodId,
        ),
      )
    await change('subscription')
    expect((await methodsInUse()).size).toBe(2)
    await change('customer')
    expect((await methodsInUse()).size).toBe(1)
  })
})

describe('delete_payment_method', () => {
  const deletion = (id: string, more: object = {}) => ({
    order_type: 'delete_payment_method',
    process_immediately: true,
    paymentMethod: { id },
    ...more,
  })
  const shown = async (id: string) => (await read(`payment_methods/${id}`)).status

  test('what a subscription that renews itself is charged with stays, and the answer names it', async () => {
    const held = await monthly()
    const [own] = await held.methods()
    await refused(deletion(own.id), {
      status: 409,
      body: { code: 'payment_method_needed', subscriptions: [{ id: held.id, reference: held.reference }] },
    })
  })

  test('once another took its place it is deleted: shown no more, charged no more, taken no more', async () => {
    const held = await monthly()
    await agent().submit(held.order('change_payment', { payment: card('tok_ok') }))
    const [old, own] = await held.methods()
    expect(await shown(old.id)).toBe(200)
    const answer = await agent().submit(deletion(old.id, { owner: held.owner }))
    expect(answer.body).toMatchObject({ status: 'complete', owner: held.owner, subscriptions: [] })
    expect([await shown(old.id), await shown(own.id)]).toEqual([404, 200])
    const related = await read(`subscriptions/${held.id}/related?limit=100`)
    const ids = related.body.items.map((item: { id: string }) => item.id)
    expect([ids.includes(old.id), ids.includes(own.id)]).toEqual([false, true])
    await refused(deletion(old.id), { status: 404 })
    await refused(held.order('change_payment', { payment: { type: 'token', token: { id: old.id } } }), {
      status: 404,
    })
  })

  describe('at its gateway', () => {
    const kept = async (reference: string) =>
      (await rows('select 1 from sandbox_gateway.methods where id = $1', reference)).length
    const deleted = async () => {
      const held = await monthly()
      await agent().submit(held.order('change_payment', { payment: card('tok_ok') }))
      const [old] = await held.methods()
      expect(await kept(old.gateway_reference)).toBe(1)
      return { held, old, remove: () => agent().submit(deletion(old.id)) }
    }

    test('it is forgotten once the order is done', async () => {
      const { old, remove } = await deleted()
      await remove()
      expect(await kept(old.gateway_reference)).toBe(0)
      expect(await rows('select 1 from methods_to_forget')).toEqual([])
    })

    test('an answer that is lost is asked for again, until it is known', async () => {
      const { old, remove } = await deleted()
      await app().services.gatewayFaults?.set({ call: 'deleteMethod', loseAnswers: 1, delayMs: 0 })
      expect((await remove()).body.status).toBe('complete')
      expect(await rows('select tries from methods_to_forget')).toEqual([{ tries: 1 }])
      await forgetMethods(app().services)
      expect(await rows('select tries from methods_to_forget')).toEqual([{ tries: 1 }])
      await app().pool.query(`update methods_to_forget set lease_until = now() - interval '1 second'`)
      await forgetMethods(app().services)
      expect([await kept(old.gateway_reference), await rows('select 1 from methods_to_forget')]).toEqual([
        0,
        [],
      ])
    })

    test('what is being charged with it ends first', async () => {
      const { held, old, remove } = await deleted()
      const body = await agent().orderOf('/offers2/Digital Monthly', {
        owner: held.owner,
        external_id: 'in-hand',
      })
      const { body: other } = await agent().submit(body)
      await app().pool.query(
        `insert into payment_attempts (order_id, n, state, amount, currency, type, gateway, token, payment_method_id,
           off_session, created_at, updated_at)
         values ($1, 1, 'challenged', 999, 'GBP', 'saved', 'sandbox', $2, $3, false, now(), now())`,
        [other.id, old.gateway_reference, old.id],
      )
      await remove()
      expect(await kept(old.gateway_reference)).toBe(1)
      await app().pool.query(`update payment_attempts set state = 'declined' where order_id = $1`, [other.id])
      await forgetMethods(app().services)
      expect(await kept(old.gateway_reference)).toBe(0)
    })
  })

  test("another owner's is refused", async () => {
    const held = await monthly()
    const [own] = await held.methods()
    await refused(deletion(own.id, { owner: `id-${'0'.repeat(32)}` }), {
      status: 409,
      body: { code: 'conflict' },
    })
  })

  test('of a subscription that ended it can be deleted', async () => {
    const held = await monthly()
    const [own] = await held.methods()
    await agent().submit(held.order('cancel_subscription', { cancelDate: today() }))
    expect((await agent().submit(deletion(own.id))).body.status).toBe('complete')
  })

  test('deleted and taken into use at once, one of them is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const held = await monthly()
      await agent().submit(held.order('change_payment', { payment: card('tok_ok') }))
      const [old] = await held.methods()
      const answers = await Promise.all([
        agent().submit(deletion(old.id)),
        agent().submit(held.order('change_payment', { payment: { type: 'token', token: { id: old.id } } })),
      ])
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    }
  })
})
