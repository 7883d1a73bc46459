import { describe, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { booksOf } from '../support/orders.ts'
import { codesOf, external, usePayers } from '../support/payers.ts'

/** Open invoices: what is owed is paid once, by whom it should be. */

const app = useApp()
const { agent, collect, monthly, move, nextYear, read, refused, rows, until } = usePayers(app)

describe('pay_invoice', () => {
  const owing = async () => {
    const held = await monthly({ type: 'invoice' })
    await until('02-10')
    expect(await held.balances()).toEqual([999, 999])
    return held
  }

  test('everything open is collected from a card, to the cent, as its preview shows', async () => {
    const held = await owing()
    const body = held.order('pay_invoice', { payment: card('tok_ok') })
    const preview = await agent().preview(body)
    expect(preview.body.preview.paidAmount).toBe('19.98')
    expect(codesOf(preview).filter((code) => code === 'invoice_collected')).toHaveLength(2)
    const answer = await agent().submit({ ...body, preview_id: preview.body.preview_id })
    expect(answer.body.status).toBe('complete')
    expect(await booksOf(app(), answer.body.id)).toEqual([['captured', 1998]])
    expect(await held.balances()).toEqual([0, 0])
    const [payment] = await rows('select id from payments where order_id = $1', answer.body.id)
    const object = await read(`payments/${payment.id}`)
    expect(object.body.data).toMatchObject({
      amount: '19.98',
      applications: [{ amount: '9.99' }, { amount: '9.99' }],
    })
    for (const invoice of await held.invoices()) {
      const related = await read(`invoices/${invoice.id}/related`)
      expect(related.body.items.map((item: { id: string }) => item.id)).toContain(payment.id)
    }
    await refused(body, { status: 409, body: { code: 'nothing_to_pay' } })
  })

  test('part of a line, then the rest of it, and never more', async () => {
    const held = await owing()
    const [invoice] = await held.invoices()
    const pay = (amount: unknown) =>
      held.order('pay_invoice', {
        invoice: { id: invoice.id, items: [{ id: invoice.lines[0].id, amount }] },
        payment: card('tok_ok'),
      })
    expect((await agent().submit(pay('4.00'))).body.status).toBe('complete')
    expect(await held.balances()).toEqual([599, 999])
    await refused(pay('6.00'), { status: 400, body: { code: 'more_than_open' } })
    await refused(pay('0.001'), { status: 400, body: { errors: [{ pointer: '/invoice/items/0/amount' }] } })
    await refused(pay(0), { status: 400 })
    expect((await agent().submit(pay(5.99))).body.status).toBe('complete')
    expect(await held.balances()).toEqual([0, 999])
    await refused(pay('0.01'), { status: 409, body: { code: 'nothing_to_pay' } })
  })

  test.each([
    ['an invoice that is none of it', { invoice: { id: 'invoice-1' } }, 409, 'nothing_to_pay'],
    ['payment by invoice', { payment: { type: 'invoice' } }, 400, 'payment_type_not_allowed'],
  ])('%s is refused', async (_, more, status, code) => {
    const held = await owing()
    await refused(held.order('pay_invoice', more), { status, body: { code } })
  })

  test('without a means of payment on file one must be named', async () => {
    const held = await owing()
    expect((await agent().submit(held.order('pay_invoice'))).status).toBe(400)
  })

  test('one transfer may pay for two subscriptions', async () => {
    for (const held of [await monthly({ type: 'invoice' }), await monthly({ type: 'invoice' })]) {
      const answer = await agent().submit(held.order('pay_invoice', { payment: external('TRANSFER-7') }))
      expect(answer.body.status).toBe('complete')
      expect(await held.balances()).toEqual([0])
    }
  })

  test('what was paid outside is written down, and nothing is collected', async () => {
    const held = await owing()
    const body = held.order('pay_invoice', { payment: external('HSBC-1') })
    expect((await agent().preview(body)).body.preview.paidAmount).toBe('0.00')
    const answer = await agent().submit(body)
    expect(answer.body.status).toBe('complete')
    expect(await booksOf(app(), answer.body.id)).toEqual([])
    expect(await held.balances()).toEqual([0, 0])
    const paid = await rows(
      'select amount, gateway, gateway_reference from payments where order_id = $1',
      answer.body.id,
    )
    expect(paid).toEqual([{ amount: 1998, gateway: 'bank', gateway_reference: 'HSBC-1' }])
  })

  test.each([
    ['by card', card('tok_ok')],
    ['outside', external('X')],
  ])('a subscription that is past due is not any more once it is paid %s', async (_, payment) => {
    const held = await monthly(card('tok_ok_then_fails'))
    await until('02-10')
    expect(await held.isPastDue()).toBe(true)
    expect((await agent().submit(held.order('pay_invoice', { payment }))).body.status).toBe('complete')
    expect([await held.isPastDue(), await held.balances()]).toEqual([false, [0, 0]])
    await until('02-20')
    expect(await held.balances()).toEqual([0, 0])
  })

  test('paid and collected at once, it is charged once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const held = await monthly()
      const [own] = await held.methods()
      await move('02-10')
      await Promise.all([
        collect(),
        agent().submit(held.order('pay_invoice')),
        agent().submit(held.order('pay_invoice', { payment: { type: 'token', token: { id: own.id } } })),
        collect(),
      ])
      await collect()
      expect(await held.balances()).toEqual([0, 0])
      const captured = await rows(
        `select captured_amount from sandbox_gateway.payments where state = 'captured' and method_id = $1`,
        own.gateway_reference,
      )
      expect(captured.reduce((all, { captured_amount }) => all + captured_amount, 0)).toBe(2 * 999)
      await nextYear()
    }
  })
})
