import { describe, expect, test } from 'vitest'
import { payLinkOf } from '../../src/billing/pay-link.ts'
import { resumeOrder } from '../../src/orders/resume-payment.ts'
import { useApp } from '../support/app.ts'
import { bankBefore } from '../support/bank.ts'
import { card } from '../support/buyer.ts'
import { booksOf, withServices } from '../support/orders.ts'
import { holderOf, tokenIn } from '../support/pay-links.ts'
import { usePayers } from '../support/payers.ts'

/** A renewal that could not be collected: the customer gets a link and pays by it, once. */

const app = useApp()
const { agent, collect, monthly, move, rows, until } = usePayers(app)

type Held = Awaited<ReturnType<typeof monthly>>

/** The next renewal is declined off session, for this reason of the test card. */
async function declined(behaviour: string, token = 'tok_ok') {
  const held = await monthly(card(token))
  const [method] = await held.methods()
  await app().pool.query('update sandbox_gateway.methods set behaviour = $2 where id = $1', [
    method.gateway_reference,
    behaviour,
  ])
  await until('02-10')
  expect([await held.isPastDue(), await held.balances()]).toEqual([true, [0, 999]])
  const [mail] = await mailsOf(held)
  return { held, mail, method, holder: holderOf(app(), tokenIn(mail)) }
}

/** The last one first. */
const mailsOf = (held: Held) =>
  rows(
    `select m.key, m.subject, m.text_body, m.html_body from mails m join invoices i on m.key like '%' || i.id || '%'
     where i.subscription_ids @> array[$1] order by m.id desc`,
    held.id,
  )

const capturedOf = async (held: Held) =>
  (
    await rows(
      `select p.amount, p.payment_method_id from payments p join invoices i on i.id = p.invoice_id
       where i.subscription_ids @> array[$1] order by p.captured_at`,
      held.id,
    )
  ).map(({ amount }) => amount)

const openOrders = (held: Held) =>
  rows(
    `select id, status, actor, source from orders where order_type = 'pay_invoice' and subscription_id = $1 order by created_at, updated_at`,
    held.id,
  )

describe('the mail about a collection that failed', () => {
  test('asks to confirm, where the bank wants to see its customer', async () => {
    const { mail, holder } = await declined('tok_3ds')
    expect(mail.subject).toMatch(/^Please confirm your payment to /)
    expect(mail.text_body).toContain('Your bank wants you to confirm the payment of £9.99')
    expect(mail.html_body).toContain(`/pay/${holder.token}"`)
  })

  test('asks to pay, where the bank said no', async () => {
    const { mail, holder } = await declined('tok_declined')
    expect(mail.subject).toMatch(/^Your payment to .* failed$/)
    expect(mail.text_body).toContain('We could not collect £9.99')
    expect(mail.text_body).toContain('We will try again on 11 February')
    expect((await holder.page()).status).toBe(200)
  })
})

describe('the page behind the link', () => {
  test('says what is due and what the bank wants, changes nothing, and names nobody', async () => {
    const { holder, held } = await declined('tok_3ds')
    const { status, text, headers } = await holder.page()
    expect(status).toBe(200)
    for (const said of [
      'Pay £9.99',
      'Your bank wants you to confirm',
      'Confirm with Visa •••• 4242',
      '10 February',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('ada@example.com')
    expect(headers['x-robots-tag']).toContain('noindex')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['cache-control']).toBe('no-store')
    expect(await openOrders(held)).toEqual([])
  })

  test('hands out the invoice, as a page and as a file', async () => {
    const { holder } = await declined('tok_declined')
    expect((await holder.page('/invoice')).text).toContain('9.99')
    expect((await holder.page('/invoice?format=pdf')).headers['content-type']).toBe('application/pdf')
  })
})

describe('the customer', () => {
  test('confirms at their bank with the card that is saved: paid, and in order again', async () => {
    const { holder, held, method } = await declined('tok_3ds')
    const sent = await holder.pay()
    expect([sent.status, sent.body.status, sent.body.nextAction?.type]).toEqual([
      200,
      'pending-payment',
      'redirect',
    ])
    const [order] = await openOrders(held)
    expect(order).toMatchObject({ status: 'pending-payment', actor: 'customer', source: 'pay_link' })
    expect((await holder.resume()).body).toEqual(sent.body)
    await answerBank(sent.body.nextAction.url, 'approve')
    expect(await holder.backFromBank(order.id)).toBe(`/pay/${holder.token}?return`)
    expect((await holder.resume()).body).toEqual({ status: 'complete' })
    expect([await held.isPastDue(), await held.balances()]).toEqual([false, [0, 0]])
    expect(await capturedOf(held)).toEqual([999, 999])
    expect((await held.state()).payment.paymentMethodId).toBe(method.id)
    const { text } = await holder.page()
    for (const said of ['This invoice is paid', 'Visa •••• 4242', '£9.99']) expect(text).toContain(said)
    expect((await mailsOf(held))[0].text_body).toContain('We have received £9.99')
  })

  test('is not known to the bank, hears so, and pays with another card that is charged from then on', async () => {
    const { holder, held } = await declined('tok_3ds_fails')
    const sent = await holder.pay()
    await answerBank(sent.body.nextAction.url, 'approve')
    expect(await holder.resume()).toMatchObject({
      status: 402,
      body: { decline_code: 'authentication_failed' },
    })
    expect((await holder.pay(card('tok_ok'))).body).toEqual({ status: 'complete' })
    const [old, fresh] = await held.methods()
    expect((await held.state()).payment.paymentMethodId).toBe(fresh.id)
    expect([old.is_default, fresh.is_default]).toEqual([false, true])
    expect([await held.isPastDue(), await held.balances()]).toEqual([false, [0, 0]])
    await until('03-10')
    expect(await held.balances()).toEqual([0, 0, 0])
    const [last] = await rows(
      'select payment_method_id from payments where owner_id = $1 order by captured_at desc limit 1',
      held.owner,
    )
    expect(last.payment_method_id).toBe(fresh.id)
  })

  test('is told when the bank says no, and nothing is left behind that waits', async () => {
    const { holder, held } = await declined('tok_declined')
    for (const payment of [undefined, card('tok_insufficient_funds')])
      expect(await holder.pay(payment)).toMatchObject({ status: 402, body: { code: 'payment_declined' } })
    expect((await openOrders(held)).map(({ status }) => status)).toEqual(['failed', 'failed'])
    expect((await held.methods()).length).toBe(1)
  })

  test('pays one of two that are open with another card: the other one is tried with it at once', async () => {
    const { holder, held } = await declined('tok_declined')
    await until('03-12')
    expect(await held.balances()).toEqual([0, 999, 999])
    expect((await holder.pay(card('tok_ok'))).body).toEqual({ status: 'complete' })
    await collect()
    expect([await held.balances(), await held.isPastDue()]).toEqual([[0, 0, 0], false])
  })

  test('still pays what is owed when the subscription has ended, which stays ended', async () => {
    const { holder, held } = await declined('tok_declined')
    await app().pool.query(`update subscriptions set status = 'cancelled' where id = $1`, [held.id])
    expect((await holder.pay(card('tok_ok'))).body).toEqual({ status: 'complete' })
    expect(await held.balances()).toEqual([0, 0])
  })

  test('whose method is gone is asked for a card', async () => {
    const { holder, held } = await declined('tok_declined')
    await app().pool.query('update payment_methods set deleted_at = now() where owner_id = $1', [held.owner])
    expect(await holder.pay()).toMatchObject({ status: 409, body: { code: 'card_needed' } })
    expect((await holder.page()).text).toContain('"savedLabel":null')
  })
})

describe('one invoice is paid once', () => {
  test.each([1, 2, 3])(
    'by two tabs, a double press and a colleague at the same time as the collector (%i)',
    async () => {
      const { holder, held } = await declined('tok_ok_then_fails')
      await app().pool.query(`update sandbox_gateway.methods set behaviour = 'tok_ok'`)
      const other = holderOf(app(), holder.token)
      await move('02-11')
      const [invoice] = (await held.invoices()).slice(-1)
      const colleague = held.order('pay_invoice', { invoice: { id: invoice.id }, payment: card('tok_ok') })
      const answers = await Promise.all([
        holder.pay(),
        collect(),
        holder.pay(card('tok_ok')),
        agent().submit(colleague),
        other.pay(),
        other.pay(card('tok_dispute')),
        collect(),
      ])
      await collect()
      expect(await held.balances()).toEqual([0, 0])
      expect(await capturedOf(held)).toEqual([999, 999])
      const moved = await rows(
        `select p.state, p.captured_amount from sandbox_gateway.payments p
       where p.state in ('authorised', 'captured') and (p.idempotency_key like $1 || '%'
         or split_part(p.idempotency_key, ':', 1) in (select id from orders where subscription_id = $2))`,
        invoice.id,
        held.id,
      )
      // Whoever lost has let go of what was held.
      expect(moved).toEqual([{ state: 'captured', captured_amount: 999 }])
      expect(answers.filter((answer) => typeof answer === 'object' && answer.status >= 500)).toEqual([])
      expect((await holder.pay()).body).toEqual({ status: 'complete' })
    },
  )

  test('while the customer is at their bank the collector gets it: what the bank releases is let go of', async () => {
    const { holder, held, method } = await declined('tok_3ds')
    const sent = await holder.pay()
    await app().pool.query(`update sandbox_gateway.methods set behaviour = 'tok_ok' where id = $1`, [
      method.gateway_reference,
    ])
    await until('02-11')
    expect(await held.balances()).toEqual([0, 0])
    await app().pool.query(`update sandbox_gateway.methods set behaviour = 'tok_3ds' where id = $1`, [
      method.gateway_reference,
    ])
    await answerBank(sent.body.nextAction.url, 'approve')
    const [order] = await openOrders(held)
    await resumeOrder(app().services, order.id, {})
    expect((await holder.resume()).body).toEqual({ status: 'complete' })
    expect(await capturedOf(held)).toEqual([999, 999])
    expect(await booksOf(app(), order.id)).toEqual([['voided', 999]])
  })

  test('another card takes the place of a challenge; the same press again is sent to the same bank', async () => {
    const bank = bankBefore(app().services.gateway)
    const shop = await withServices(app(), { gateway: bank.gateway })
    const { held, holder } = await declined('tok_declined')
    const tab = holderOf(shop, holder.token)
    const first = await tab.pay(card('tok_bank'))
    expect((await holderOf(shop, holder.token).pay(card('tok_bank'))).body).toEqual(first.body)
    const second = await tab.pay(card('tok_bank_other'))
    expect(second.body.nextAction.url).not.toBe(first.body.nextAction.url)
    bank.approve(first.body.nextAction.url)
    bank.approve(second.body.nextAction.url)
    expect((await tab.resume()).body).toEqual({ status: 'complete' })
    expect((await openOrders(held)).map(({ status }) => status)).toEqual(['failed', 'complete'])
    expect(await capturedOf(held)).toEqual([999, 999])
  })

  test('the same Idempotency-Key is answered with the first answer, a decline too', async () => {
    const { holder, held } = await declined('tok_declined')
    const key = { 'idempotency-key': 'press-1' }
    const first = await holder.pay(card('tok_declined'), key)
    const again = await holder.pay(card('tok_declined'), key)
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([402, 'true'])
    expect(again.body).toEqual(first.body)
    expect(await openOrders(held)).toHaveLength(1)
  })
})

describe('a link that is none', () => {
  const later = 61 * 24 * 60 * 60 * 1000
  test.each([
    ['that somebody made up', (token: string) => `${token.slice(0, -2)}AA`, 404, 'link_unknown'],
    [
      'of something else',
      () => app().services.secrets.sign('receipt', 'invoice-1 9999999999999'),
      404,
      'link_unknown',
    ],
    [
      'that is too old',
      () => {
        const { clock } = app().services
        const invoiceId = 'invoice-1'
        return payLinkOf(
          { ...app().services, clock: { ...clock, system: () => clock.system() - later } },
          invoiceId,
        ).token
      },
      410,
      'link_expired',
    ],
    ['of an invoice that is gone', () => payLinkOf(app().services, 'invoice-1').token, 404, 'link_unknown'],
  ] as const)('%s is refused by the page and by every call', async (_, forge, status, code) => {
    const { holder } = await declined('tok_declined')
    const wrong = holderOf(app(), forge(holder.token))
    expect((await wrong.page()).status).toBe(status)
    expect((await wrong.page('/invoice')).status).toBe(status)
    for (const answer of [await wrong.pay(), await wrong.resume()])
      expect(answer).toMatchObject({ status, body: { code } })
  })
})

describe('at their bank', () => {
  test('the customer may take a day: another try of ours in between changes nothing', async () => {
    const { holder, held } = await declined('tok_3ds')
    const sent = await holder.pay()
    await until('02-11')
    expect(await held.balances()).toEqual([0, 999])
    await answerBank(sent.body.nextAction.url, 'approve')
    expect((await holder.resume()).body).toEqual({ status: 'complete' })
    expect(await capturedOf(held)).toEqual([999, 999])
  })

  test('they are waited for no longer than an hour, and can begin again', async () => {
    const { holder, held } = await declined('tok_3ds')
    const sent = await holder.pay()
    const [order] = await openOrders(held)
    await resumeOrder(app().services, order.id, { giveUp: 'challenge_expired' })
    expect(await holder.resume()).toMatchObject({ status: 402, body: { decline_code: 'challenge_expired' } })
    const again = await holder.pay()
    expect(again.body.nextAction.url).not.toBe(sent.body.nextAction.url)
  })

  test('somebody else who follows the way back is thanked and learns nothing', async () => {
    const { holder, held } = await declined('tok_3ds')
    await holder.pay()
    const [order] = await openOrders(held)
    expect(await holderOf(app(), holder.token).backFromBank(order.id)).toBeUndefined()
    expect(await holder.backFromBank(order.id)).toBe(`/pay/${holder.token}?return`)
  })
})

/** The customer is at their bank. */
async function answerBank(url: string, answer: 'approve' | 'decline'): Promise<void> {
  const { sandboxBank } = app().services
  await sandboxBank?.answerChallenge(url.split('/').at(-1) ?? '', answer)
}
