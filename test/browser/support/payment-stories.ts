import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { resumeOrder } from '../../../src/orders/resume-payment.ts'
import { offerNamed } from '../../support/catalog.ts'
import type { Device } from './browser.ts'
import { ada, fillAddress, openCheckout, pressPay, waitForReceipt } from './buyer.ts'
import type { Site } from './site.ts'

/** A shop whose cards go through one gateway, and how its buyers meet that gateway and their bank. */
export interface PaymentShop {
  readonly site: () => Site
  readonly open: (device?: Device) => Promise<Page>
  readonly typeCard: (page: Page, number: string) => Promise<void>
  /** Waits until the buyer is at their bank. */
  readonly atBank: (page: Page) => Promise<void>
  readonly answerBank: (page: Page, answer: 'pass' | 'fail') => Promise<void>
}

export const cards = {
  good: '4242424242424242',
  declined: '4000000000009995',
  /** Its bank wants to see the buyer. */
  asks: '4000002500003155',
} as const

const desktop: Device = { width: 1280, colorScheme: 'light' }
const phone: Device = { width: 390, colorScheme: 'dark' }

/** The same stories for every gateway. */
export function tellPaymentStories(shop: PaymentShop): void {
  let orderItems: readonly object[]
  beforeAll(async () => {
    const { id, version } = await offerNamed(shop.site().app, '/offers2/Business')
    orderItems = [{ offer: { id, version }, quantity: 25 }]
  })
  const newLink = () => shop.site().link({ order: { orderItems, country: 'GB', customerDetails: ada } })

  const ready = async (number: string, device = desktop) => {
    const link = await newLink()
    const page = await shop.open(device)
    await openCheckout(page, link)
    await fillAddress(page)
    await shop.typeCard(page, number)
    return { page, link }
  }

  /** Presses with a card whose bank asks, and follows to that bank. */
  const sentAway = async (device = desktop) => {
    const { page, link } = await ready(cards.asks, device)
    await pressPay(page)
    await shop.atBank(page)
    return { page, link }
  }

  const waits = (page: Page) =>
    page.getByRole('heading', { name: 'Your payment waits for your bank' }).waitFor()

  /** How often money was taken for the order with this reference, and how many orders its basket has. */
  const booksOf = async (reference: string) => {
    const { rows } = await shop.site().app.pool.query(
      `select o.status, count(distinct other.id)::int as orders,
         count(distinct a.n) filter (where a.state = 'captured')::int as charges
       from orders o join orders other using (checkout_id) join payment_attempts a on a.order_id = o.id
       where o.order_reference = $1 group by o.status`,
      [reference],
    )
    return rows
  }
  const paidOnce = [{ status: 'complete', orders: 1, charges: 1 }]

  test('a good card pays at once, and a double click pays once', async () => {
    const { page } = await ready(cards.good)
    await page.locator('.pay').dblclick()
    expect(await booksOf(await waitForReceipt(page))).toEqual(paidOnce)
    expect(await page.locator('.confirmation').innerText()).toContain('Paid (Visa ending in 4242)')
  })

  test('a declined card keeps the form, and another card pays', async () => {
    const { page } = await ready(cards.declined)
    await pressPay(page)
    await page.getByText('There is not enough money on this card.').waitFor()
    await shop.typeCard(page, cards.good)
    await pressPay(page)
    expect(await booksOf(await waitForReceipt(page))).toEqual(paidOnce)
  })

  describe('when the bank wants to see the buyer', () => {
    test('the page says so, goes there, and shows the receipt to whoever passed', async () => {
      const { page } = await ready(cards.asks)
      await page.locator('.pay').dblclick()
      const note = page.getByRole('heading', { name: 'Your bank wants to confirm this payment' })
      await note.and(page.locator(':focus')).waitFor()
      await shop.atBank(page)
      await page.reload()
      await shop.answerBank(page, 'pass')
      const reference = await waitForReceipt(page)
      expect(await booksOf(reference)).toEqual(paidOnce)
      expect(page.url()).not.toContain('return')
      await page.reload()
      expect(await waitForReceipt(page)).toBe(reference)
    })

    test('whoever fails is told so, finds what was typed, and pays with another card', async () => {
      const { page } = await sentAway({ width: 390, colorScheme: 'light' })
      await shop.answerBank(page, 'fail')
      const notice = page.locator('.notice.problem:focus')
      await notice.waitFor()
      expect(await notice.innerText()).toContain('Your bank could not confirm it was you.')
      expect(await page.getByLabel('Town or city').inputValue()).toBe('London')
      await shop.typeCard(page, cards.good)
      await pressPay(page)
      expect(await booksOf(await waitForReceipt(page))).toEqual(paidOnce)
    })

    test('by the back button the page is usable: it leads to the bank again, or to another way to pay', async () => {
      const { page } = await sentAway()
      await page.goBack()
      await waits(page)
      await page.reload()
      await waits(page)
      await page.getByRole('button', { name: 'Pay another way' }).click()
      expect(await page.getByLabel('Town or city').inputValue()).toBe('London')
      await page.getByRole('link', { name: 'Continue with your bank' }).click()
      await shop.atBank(page)
      await shop.answerBank(page, 'pass')
      expect(await booksOf(await waitForReceipt(page))).toEqual(paidOnce)
    })

    test('their return and what the gateway tells by itself come at once, and charge them once', async () => {
      const { page, link } = await sentAway()
      const { services, pool } = shop.site().app
      const { rows } = await pool.query(
        'select id from orders where checkout_id = (select basket_id from links where token_hash = $1)',
        [services.secrets.hash(link.split('/').at(-1) ?? '')],
      )
      const told = async () => {
        for (let times = 0; times < 20; times++) await resumeOrder(services, rows[0].id, {})
      }
      const [reference] = await Promise.all([
        shop.answerBank(page, 'pass').then(() => waitForReceipt(page)),
        told(),
        told(),
      ])
      expect(await booksOf(reference)).toEqual(paidOnce)
    })

    test('a tab left open finds the receipt of the one that paid, and so does one that the browser kept', async () => {
      const { page, link } = await sentAway()
      const other = await page.context().newPage()
      await other.goto(link)
      await waits(other)
      await other.getByRole('button', { name: 'Pay another way' }).click()
      await shop.answerBank(page, 'pass')
      const reference = await waitForReceipt(page)
      await other.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
      expect(await waitForReceipt(other)).toBe(reference)
    })

    test('abandoned on a desk, it is finished on a phone by the same link', async () => {
      const { page, link } = await ready(cards.asks)
      await page.getByLabel('Quantity').fill('3')
      await page.getByText('Pay £36.00').waitFor()
      await pressPay(page)
      await shop.atBank(page)
      const onPhone = await shop.open(phone)
      await onPhone.goto(link)
      await waits(onPhone)
      await onPhone.getByText('£36.00 GBP').waitFor()
      await onPhone.getByRole('link', { name: 'Continue with your bank' }).click()
      await shop.atBank(onPhone)
      await shop.answerBank(onPhone, 'pass')
      const reference = await waitForReceipt(onPhone)
      expect(await booksOf(reference)).toEqual(paidOnce)
      await page.goBack()
      expect(await waitForReceipt(page)).toBe(reference)
    })

    test('paid another way on a phone, whoever comes back at the desk finds that receipt', async () => {
      const { page, link } = await sentAway()
      const onPhone = await shop.open(phone)
      await onPhone.goto(link)
      await onPhone.getByRole('button', { name: 'Pay another way' }).click()
      await fillAddress(onPhone)
      await shop.typeCard(onPhone, cards.declined)
      await pressPay(onPhone)
      await onPhone.getByText('There is not enough money on this card.').waitFor()
      expect(await onPhone.getByRole('link', { name: 'Continue with your bank' }).count()).toBe(0)
      await shop.typeCard(onPhone, cards.good)
      await pressPay(onPhone)
      const reference = await waitForReceipt(onPhone)
      await page.goBack()
      expect(await waitForReceipt(page)).toBe(reference)
      expect(await booksOf(reference)).toEqual(paidOnce)
    })
  })
}
