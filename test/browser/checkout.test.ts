import { beforeAll, describe, expect, test } from 'vitest'
import { offerNamed } from '../support/catalog.ts'
import { useBrowser } from './support/browser.ts'
import {
  ada,
  fillAddress,
  fillContact,
  openCheckout,
  pressPay,
  typeCard,
  waitForReceipt,
} from './support/buyer.ts'
import { useSite } from './support/site.ts'

const site = useSite()
const open = useBrowser()

let seats: readonly object[]
beforeAll(async () => {
  const { id, version } = await offerNamed(site().app, '/offers2/Business')
  seats = [{ offer: { id, version }, quantity: 25 }]
})

const linkForAda = () => site().link({ order: { orderItems: seats, country: 'GB', customerDetails: ada } })

async function ordersNamed(reference: string) {
  const { rows } = await site().app.pool.query('select id, status from orders where order_reference = $1', [
    reference,
  ])
  return rows
}

test('from the link to the receipt, and back to it', async () => {
  const page = await open()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))

  const link = await linkForAda()
  await openCheckout(page, link)
  expect(await page.locator('.for-whom').innerText()).toBe('For Engine Ltd')
  expect(await page.locator('.due-amount').innerText()).toBe('£300.00 GBP')
  expect(await page.locator('.next').innerText()).toMatch(/^Then £300\.00 every month from \d+ \w+ \d{4}\.$/)
  expect(await page.locator('#contact').innerText()).toContain('Ada Byron')

  await fillAddress(page)
  await typeCard(page, '4242424242424242')
  expect(await page.frameLocator('.card-frame').locator('#brand').innerText()).toBe('Visa')
  expect(await page.locator('.pay-label').innerText()).toBe('Pay £300.00')
  await pressPay(page)

  const reference = await waitForReceipt(page)
  expect(await ordersNamed(reference)).toMatchObject([{ status: 'complete' }])
  const receipt = await page.locator('.confirmation').innerText()
  expect(receipt).toContain('A copy goes to ada@example.com.')
  expect(receipt).toContain('Paid (Visa ending in 4242)')
  expect(receipt).toContain('What is charged when')

  await page.reload()
  expect(await waitForReceipt(page)).toBe(reference)
  expect(complaints).toEqual([])

  const stranger = await open()
  await stranger.goto(link)
  await stranger.waitForLoadState('networkidle')
  const seen = await stranger.locator('main').innerText()
  expect(seen).toContain('This order is complete')
  expect(seen).not.toMatch(/Ada|ada@example\.com/)
})

test('a declined card keeps the form, says why, and another card completes the same order', async () => {
  const page = await open()
  await openCheckout(page, await linkForAda())
  await fillAddress(page)
  await typeCard(page, '4000000000009995')
  await pressPay(page)
  const notice = page.locator('.notice.problem')
  expect(await notice.innerText()).toContain('There is not enough money on this card. Nothing was charged.')
  expect(await page.getByLabel('Town or city').inputValue()).toBe('London')

  await typeCard(page, '4242424242424242')
  await pressPay(page)
  const reference = await waitForReceipt(page)
  const [order] = await ordersNamed(reference)
  const { rows } = await site().app.pool.query(
    'select count(*)::int as n from orders where checkout_id = (select checkout_id from orders where id = $1)',
    [order.id],
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('by invoice nothing is paid today, and the button says so', async () => {
  const page = await open({ width: 390, colorScheme: 'light' })
  await openCheckout(page, await linkForAda())
  await fillAddress(page)
  await page.getByLabel('Invoice').check()
  expect(await page.locator('.pay-label').innerText()).toBe('Place order')
  await pressPay(page)
  await waitForReceipt(page)
  expect(await page.locator('.confirmation').innerText()).toContain('To pay by invoice')
})

test.each([
  ['Weekend Print', /^Then £18\.00 every 4 weeks from /],
  ['Digital Introductory', /^Then £9\.99 every month from /],
  ['Digital Annual', /^Then £99\.00 every year from /],
  ['Almanac', /^You pay once\. /],
])('what comes after %s is said in one sentence', async (name, sentence) => {
  const { id, version } = await offerNamed(site().app, `/offers2/${name}`)
  const page = await open()
  await openCheckout(
    page,
    await site().link({ order: { orderItems: [{ offer: { id, version } }], country: 'GB' } }),
  )
  expect(await page.locator('.next').innerText()).toMatch(sentence)
})

test('as long as nobody knows the country, the page asks for it instead of guessing a total', async () => {
  const page = await open()
  await openCheckout(page, await site().link({ order: { orderItems: seats } }))
  await page.getByLabel('Country').selectOption('IE')
  await page.getByText('Pay £300.00').waitFor()
  const abroad = await open({ width: 1280, colorScheme: 'light', locale: 'ja-JP' })
  await openCheckout(abroad, await site().link({ order: { orderItems: seats }, beside: { locale: 'en' } }))
  expect(await abroad.locator('.next').innerText()).toBe('Choose your country to see what is due.')
})

test('what is delivered can go to another address than the invoice', async () => {
  const { id, version } = await offerNamed(site().app, '/offers2/Weekend Print')
  const page = await open()
  const orderItems = [{ offer: { id, version } }]
  await openCheckout(page, await site().link({ order: { orderItems, country: 'GB', customerDetails: ada } }))
  await fillAddress(page)
  await page.getByLabel('Deliver to the billing address').uncheck()
  const delivery = page.getByRole('group', { name: 'Delivery address' })
  await delivery.getByLabel('Address', { exact: true }).fill('1 Ockham Park')
  await delivery.getByLabel('Town or city').fill('Ripley')
  await delivery.getByLabel('Postcode').fill('GU23 6NQ')
  await page.getByLabel('Invoice').check()
  await pressPay(page)
  const reference = await waitForReceipt(page)
  const [order] = await ordersNamed(reference)
  const { rows } = await site().app.pool.query(
    `select relationship, address ->> 'city' as city from addresses where order_id = $1 order by relationship`,
    [order.id],
  )
  expect(rows).toEqual([
    { relationship: 'billing', city: 'London' },
    { relationship: 'delivery', city: 'Ripley' },
  ])
})

test('a free trial is called one', async () => {
  const { id, version } = await offerNamed(site().app, '/offers2/Digital Trial')
  const page = await open()
  await openCheckout(
    page,
    await site().link({ order: { orderItems: [{ offer: { id, version } }], country: 'GB' } }),
  )
  expect(await page.locator('.pay-label').innerText()).toBe('Start free trial')
  expect(await page.locator('.next').innerText()).toContain('Free until')
})

describe('quantity', () => {
  test('another quantity brings another total, and the order has it', async () => {
    const page = await open()
    await openCheckout(page, await linkForAda())
    await page.getByLabel('Quantity').fill('3')
    await page.getByText('Pay £36.00').waitFor()
    await fillAddress(page)
    await typeCard(page, '4242424242424242')
    await pressPay(page)
    const reference = await waitForReceipt(page)
    expect(await page.locator('.confirmation').innerText()).toContain('Business × 3')
    expect(await ordersNamed(reference)).toMatchObject([{ status: 'complete' }])
  })

  test('a quantity outside the limits is told at once', async () => {
    const page = await open()
    await openCheckout(page, await linkForAda())
    await page.getByLabel('Quantity').fill('0')
    expect(await page.locator('.quantity .mistake').innerText()).toBe('Choose a quantity from 1 to 1000.')
  })

  test('a link with a hard lock offers no change', async () => {
    const page = await open()
    const link = await site().link({ order: { orderItems: seats, country: 'GB' }, beside: { lock: 'hard' } })
    await openCheckout(page, link)
    expect(await page.getByLabel('Quantity').count()).toBe(0)
    expect(await page.locator('.lines').innerText()).toContain('Quantity: 25')
  })
})

describe('the form', () => {
  test('mistakes are listed with links, the first has the focus, and each says what to do', async () => {
    const page = await open()
    await openCheckout(page, await site().link({ order: { orderItems: seats, country: 'GB' } }))
    await page.getByLabel('Email').fill('ada@')
    await page.getByLabel('First name').focus()
    expect(await page.locator('#customerDetails-email-mistake').innerText()).toContain(
      'Check the email address',
    )
    await pressPay(page)
    const summary = page.getByRole('alert').filter({ hasText: 'Please check these fields' })
    await summary.waitFor()
    await page.locator('#customerDetails-email:focus').waitFor()
    expect(await summary.getByRole('link').count()).toBe(8)
    await summary.getByRole('link', { name: 'Postcode: please fill this in.' }).click()
    await page.locator('#billingDetails-postalCode:focus').waitFor()
    await page.getByLabel('Email').fill('ada@example.com')
    expect(await summary.getByRole('link').count()).toBe(7)
  })

  test('a country brings its own fields under its own names', async () => {
    const page = await open()
    await openCheckout(page, await site().link({ order: { orderItems: seats, country: 'GB' } }))
    const labels = async () =>
      (await page.locator('#billing label').allInnerTexts()).map((text) => text.trim())
    expect(await labels()).toEqual(['Country', 'Address', 'Town or city', 'Postcode'])
    await page.getByLabel('Country').selectOption('US')
    expect(await labels()).toEqual(['Country', 'Address', 'City', 'State', 'ZIP code'])
    await page.getByLabel('Country').selectOption('DE')
    expect(await labels()).toEqual(['Country', 'Address', 'Postal code', 'City'])
  })

  test('a reload loses nothing that was typed, and no card data is kept', async () => {
    const page = await open()
    await openCheckout(page, await site().link({ order: { orderItems: seats, country: 'GB' } }))
    await fillContact(page)
    await fillAddress(page)
    await typeCard(page, '4242424242424242')
    await page.reload()
    await page.locator('.pay').waitFor()
    expect(await page.getByLabel('Email').inputValue()).toBe(ada.email)
    expect(await page.getByLabel('Postcode').inputValue()).toBe('SW1Y 4LB')
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
    expect(kept).toContain(ada.email)
    expect(kept).not.toMatch(/4242|tok_/)
  })

  test('the keyboard alone is enough', async () => {
    const page = await open()
    await openCheckout(page, await linkForAda())
    await page.getByLabel('Address', { exact: true }).focus()
    await page.keyboard.type('12 Square')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('London')
    await page.keyboard.press('Tab')
    await page.keyboard.type('SW1Y 4LB')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('424242424242424212401234')
    await page.keyboard.press('Enter')
    await waitForReceipt(page)
  })
})

describe('the card element', () => {
  test('a number that is no test card is refused there, and no number ever leaves the browser', async () => {
    const page = await open()
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await openCheckout(page, await linkForAda())
    await fillAddress(page)
    await typeCard(page, '4111111111111111')
    await pressPay(page)
    const card = page.frameLocator('.card-frame')
    await card.getByText('This is a sandbox.').waitFor()
    await typeCard(page, '4242424242424242')
    await pressPay(page)
    await waitForReceipt(page)
    const withNumbers = sent.filter((text) => /4111|4242/.test(text.replaceAll(/basket-[0-9a-f-]+/g, '')))
    expect(withNumbers.filter((text) => !text.includes('/checkout/link/'))).toEqual([])
    expect(sent.some((text) => text.includes('tok_ok'))).toBe(true)
  })
})

describe('paying', () => {
  test('the button cannot fire twice, leaving asks first, and after ten seconds closing is safe', async () => {
    const page = await open()
    await page.clock.install()
    await openCheckout(page, await linkForAda())
    await page.getByLabel('Invoice').check()
    await fillAddress(page)
    const held: (() => Promise<void>)[] = []
    await page.route('**/api/order', (route) => void held.push(() => route.continue()))
    await pressPay(page)
    await page.locator('.pay[data-busy="true"]').click({ force: true })
    expect(held).toHaveLength(1)

    const asked = page.waitForEvent('dialog')
    await page.close({ runBeforeUnload: true })
    const question = await asked
    expect(question.type()).toBe('beforeunload')
    await question.dismiss()

    await page.clock.fastForward(10_000)
    await page.getByText('it is safe to close this page').waitFor()
    await held[0]?.()
    await page.clock.runFor(2000)
    await waitForReceipt(page)
  })
})

describe('a bad line', () => {
  test('a press whose answer is lost is sent again with the same key and makes one order', async () => {
    const page = await open()
    await openCheckout(page, await linkForAda())
    await fillAddress(page)
    await typeCard(page, '4242424242424242')
    const keys: (string | undefined)[] = []
    await page.route('**/api/order', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      if (keys.length > 1) return route.continue()
      await route.fetch()
      return route.abort('connectionreset')
    })
    await pressPay(page)
    const reference = await waitForReceipt(page)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
    const [order] = await ordersNamed(reference)
    const { rows } = await site().app.pool.query(
      'select count(*)::int as n from orders where checkout_id = (select checkout_id from orders where id = $1)',
      [order.id],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('opened without a connection, the page says so and offers to try again', async () => {
    const page = await open()
    await page.route('**/api/checkout/exchange', (route) => route.abort('internetdisconnected'))
    await page.goto(await linkForAda())
    await page.getByRole('heading', { name: 'You seem to be offline' }).waitFor()
    await page.unroute('**/api/checkout/exchange')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('.pay').waitFor()
  })
})

test('without JavaScript the page shows the offer and says what ordering needs', async () => {
  const page = await open({ width: 390, colorScheme: 'light', javaScriptEnabled: false })
  await page.goto(await linkForAda())
  const shown = await page.locator('main').innerText()
  expect(shown).toContain('Business')
  expect(shown).toContain('Ordering needs JavaScript')
  expect(shown).not.toContain('Engine Ltd')
})
