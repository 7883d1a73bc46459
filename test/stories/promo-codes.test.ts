import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { useApp } from '../support/app.ts'
import { card, openAsBuyer } from '../support/buyer.ts'
import { letDaysPass, linkMaker, sampleOffer } from '../support/links.ts'
import { ordersByClient } from '../support/orders.ts'
import { promoCodeMaker } from '../support/promo-codes.ts'

const app = useApp()
let codes: Awaited<ReturnType<typeof promoCodeMaker>>
let links: Awaited<ReturnType<typeof linkMaker>>
let by: Awaited<ReturnType<typeof ordersByClient>>

beforeAll(async () => {
  links = await linkMaker(app())
  codes = await promoCodeMaker(app())
  by = await ordersByClient(app())
})

const codesOf = (messages: readonly { code: string }[]) => messages.map(({ code }) => code)

test('a link with a code: the link, the basket, the preview and the order say the same', async () => {
  await codes.make('SPRING20', { usage: { availableQuantity: 1 } })
  const link = await links.make({ order: { promoCode: 'spring20', country: 'GB' } })
  expect(link).toMatchObject({ order: { promoCodes: ['SPRING20'] }, warnings: [] })
  const buyer = await openAsBuyer(app(), link)
  const shown = await buyer.preview()
  const [line] = shown.body.preview.previewResult.invoices[0].invoiceItems
  expect(Number(shown.body.preview.paidAmount)).toBeCloseTo(line.unitPrice * 0.8, 1)
  expect(codesOf(shown.body.messages)).toContain('discount')
  expect(await codes.used('SPRING20')).toBe(0)

  const declined = await buyer.order({ payment: card('tok_declined'), preview_id: shown.body.preview_id })
  expect(declined.status).toBe(402)
  expect(await codes.used('SPRING20')).toBe(1)
  // The one use that there is belongs to this order: it is shown and sold on.
  expect((await buyer.preview()).body.preview.paidAmount).toBe(shown.body.preview.paidAmount)
  const done = await buyer.order()
  expect(done).toMatchObject({ status: 200, body: { status: 'complete' } })
  const receipt = (await buyer.receipt()).body
  expect(receipt.lines[0].price).toBe(line.unitPrice)
  expect(Number(receipt.discount)).toBeGreaterThan(0)
  expect(Number(receipt.lines[0].price) - Number(receipt.discount)).toBeCloseTo(Number(receipt.total), 5)
  expect(await codes.used('SPRING20')).toBe(1)
  expect(await codes.read('SPRING20')).toMatchObject({ data: { usage: { usedQuantity: 1 } } })

  const late = await links.make({ order: { promoCodes: ['SPRING20'], country: 'GB' } })
  expect(late.warnings).toEqual([
    { code: 'promo_code_used_up', message: 'SPRING20: the promo code was used as often as it may be.' },
  ])
})

test('a code that is over on a link made before: the basket warns, the order goes on as it was shown', async () => {
  await codes.make('SHORT', { promoExpiryDate: app().services.clock.now().slice(0, 10) })
  const link = await links.make({ beside: { promoCodes: ['Short'] }, order: { country: 'GB' } })
  expect(link.warnings).toEqual([])
  await letDaysPass(app(), 2)
  const buyer = await openAsBuyer(app(), link)
  const shown = await buyer.preview()
  expect(codesOf(shown.body.messages)).toContain('promo_code_expired')
  const blind = await buyer.order()
  expect(blind).toMatchObject({ status: 400, body: { code: 'promo_code_not_applicable' } })
  const done = await buyer.order({ preview_id: shown.body.preview_id })
  expect(done).toMatchObject({ status: 200, body: { status: 'complete' } })
})

test('a customer types a code; a hard lock takes none', async () => {
  await codes.make('TYPED')
  const open = await openAsBuyer(app(), await links.make({ order: { country: 'GB' } }))
  const shown = await open.preview({ promoCodes: ['typed', 'TYPO'] })
  expect(codesOf(shown.body.messages)).toEqual(expect.arrayContaining(['discount', 'promo_code_unknown']))
  const full = await open.preview()
  expect(Number(shown.body.preview.paidAmount)).toBeLessThan(Number(full.body.preview.paidAmount))
  const done = await open.order({ promoCodes: ['TYPED', 'TYPO'], preview_id: shown.body.preview_id })
  expect(done.status).toBe(200)
  expect(await codes.used('TYPED')).toBe(1)

  const locked = await openAsBuyer(
    app(),
    await links.make({ order: { country: 'GB' }, beside: { lock: 'hard' } }),
  )
  expect(await locked.preview({ promoCodes: ['TYPED'] })).toMatchObject({
    status: 400,
    body: { code: 'basket_differs', errors: [{ pointer: '/promoCodes' }] },
  })
  expect(await locked.preview({ promoCode: 'TYPED' })).toMatchObject({
    status: 400,
    body: { code: 'not_allowed_for_customer' },
  })
})

test('after a decline the customer types another code: the first one is given back', async () => {
  await codes.make('FIRST')
  await codes.make('SECOND')
  const buyer = await openAsBuyer(app(), await links.make({ order: { country: 'GB' } }))
  const order = async (promoCodes: readonly string[], token: string) => {
    const { body } = await buyer.preview({ promoCodes })
    return buyer.order({ promoCodes, payment: card(token), preview_id: body.preview_id })
  }
  expect((await order(['FIRST'], 'tok_declined')).status).toBe(402)
  expect([await codes.used('FIRST'), await codes.used('SECOND')]).toEqual([1, 0])
  expect((await order(['SECOND'], 'tok_ok')).status).toBe(200)
  expect([await codes.used('FIRST'), await codes.used('SECOND')]).toEqual([0, 1])
})

test('a link that ends gives the use of its waiting order back', async () => {
  await codes.make('WAITING')
  const link = await links.make({
    order: { country: 'GB', promoCode: 'WAITING' },
    beside: { expiresInDays: 1 },
  })
  const buyer = await openAsBuyer(app(), link)
  expect((await buyer.order({ payment: card('tok_declined') })).status).toBe(402)
  expect(await codes.used('WAITING')).toBe(1)
  await letDaysPass(app(), 2)
  await runDue(app().services, app().services.clock.now())
  expect(await codes.used('WAITING')).toBe(0)
})

test('a code that was deleted while its order waited for money still counts for it', async () => {
  await codes.make('GONE')
  const buyer = await openAsBuyer(app(), await links.make({ order: { country: 'GB', promoCode: 'GONE' } }))
  const shown = await buyer.preview()
  expect((await buyer.order({ payment: card('tok_declined') })).status).toBe(402)
  await codes.remove('GONE')
  const done = await buyer.order({ preview_id: shown.body.preview_id })
  expect(done).toMatchObject({ status: 200, body: { status: 'complete' } })
})

test('an order that names a code which does not apply is refused, unless it was previewed so', async () => {
  const preview = await by.preview(sampleOffer, { promoCode: 'NOPE' })
  expect(preview).toMatchObject({ status: 200 })
  expect(preview.body.messages).toContainEqual({
    level: 'warning',
    code: 'promo_code_unknown',
    text: 'NOPE: there is no such promo code.',
    about: 'NOPE',
  })
  expect(await by.order(sampleOffer, { promoCode: 'NOPE' })).toMatchObject({
    status: 400,
    body: {
      code: 'promo_code_not_applicable',
      errors: [{ pointer: '/promoCodes', code: 'promo_code_unknown' }],
    },
  })
  const asShown = { promoCode: 'NOPE', preview_id: preview.body.preview_id }
  expect(await by.order(sampleOffer, asShown)).toMatchObject({ status: 200, body: { status: 'complete' } })
})

const outcomes = fc.array(fc.constantFrom('tok_ok', 'tok_declined', 'invoice', 'queued'), {
  minLength: 4,
  maxLength: 24,
})

test('however many submit at once and however they end: never more uses than allowed, and none is lost', async () => {
  let n = 0
  await fc.assert(
    fc.asyncProperty(outcomes, fc.integer({ min: 0, max: 12 }), async (ways, available) => {
      n += 1
      const code = `RACE${n}`
      await codes.make(code, { usage: { availableQuantity: available } })
      const answers = await Promise.all(
        ways.map((way) => {
          const payment = way.startsWith('tok') ? card(way) : { type: 'invoice' }
          return by.order(sampleOffer, { promoCode: code, payment, process_immediately: way !== 'queued' })
        }),
      )
      const { rows } = await app().pool.query(
        `select count(*)::int as n from orders where request #> '{order,promoCodes}' ? $1
         and status not in ('failed', 'cancelled')`,
        [code],
      )
      expect(await codes.used(code)).toBe(rows[0].n)
      expect(rows[0].n).toBe(Math.min(available, ways.length))
      const refused = answers.filter(({ body }) => body.code === 'promo_code_not_applicable')
      expect(refused).toHaveLength(Math.max(0, ways.length - available))
    }),
    { numRuns: 12 },
  )
})
