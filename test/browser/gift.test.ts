import { beforeAll, describe, expect, test } from 'vitest'
import { offerNamed } from '../support/catalog.ts'
import { giftShop, giftYear } from '../support/gifts.ts'
import { axeFindings, useBrowser } from './support/browser.ts'
import { ada, fillAddress, openCheckout, pressPay, typeCard, waitForReceipt } from './support/buyer.ts'
import { picture } from './support/picture.ts'
import { useSite } from './support/site.ts'

const site = useSite()
const open = useBrowser()
let shop: Awaited<ReturnType<typeof giftShop>>
beforeAll(async () => {
  shop = await giftShop(site().app)
})

const recipientDetails = {
  firstName: 'Rec',
  lastName: 'Ipient',
  email: 'rec@example.com',
  giftMessage: 'Happy birthday!\nRead well.',
}

async function gift(more: object = { recipientDetails }) {
  const bought = await shop.buy(more)
  const { related, data } = await shop.giftOf(bought.body.id)
  return { subscriptionId: related, code: data.code, link: site().address(data.claimLink) }
}

const devices = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const

describe.each(devices)('at $width px, $colorScheme', (device) => {
  test('the recipient opens the link, corrects what is wrong, and the gift is theirs', async () => {
    const { link } = await gift()
    const page = await open(device)
    await page.goto(link)
    await page.getByRole('heading', { name: 'A gift from Ada Byron' }).waitFor()
    await page.getByText('Happy birthday!').waitFor()
    await page.getByText('Starts today.').waitFor()
    await picture(page, `claim-${device.width}-${device.colorScheme}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByLabel('Email').fill('')
    await page.getByRole('button', { name: 'Claim the gift' }).click()
    await page.getByText('Please check these fields').waitFor()
    await page.getByLabel('Email').fill('rec@example.com')
    await page.getByRole('button', { name: 'Claim the gift' }).click()
    await page.getByRole('heading', { name: 'The gift is yours' }).waitFor()
    await picture(page, `claimed-${device.width}-${device.colorScheme}`)
    await page.reload()
    await page.getByRole('heading', { name: 'This gift was claimed' }).waitFor()
  })

  test('a code is typed, with a slip first', async () => {
    const { code } = await gift({})
    const page = await open(device)
    await page.goto(site().address('/gift'))
    await page.getByLabel('Gift code').fill(`${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('a character seems to be wrong').waitFor()
    await picture(page, `code-${device.width}-${device.colorScheme}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByLabel('Gift code').fill(code.toLowerCase())
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('A year of Digital as a gift').waitFor()
  })
})

test('bought on the page behind a link: sent on its day, or handed over by the buyer', async () => {
  const { id, version } = await offerNamed(site().app, giftYear)
  const order = { orderItems: [{ offer: { id, version } }], country: 'GB', customerDetails: ada }
  const sent = await open()
  await openCheckout(sent, await site().link({ order }))
  await fillAddress(sent)
  await sent.getByLabel('Their email address').fill('friend@example.com')
  await sent.getByLabel('Your message').fill('Enjoy!')
  await sent.getByLabel('Send it on').fill('2020-01-01')
  await typeCard(sent, '4242424242424242')
  await picture(sent, 'buy')
  await pressPay(sent)
  await sent.getByText('A gift is sent today or later').first().waitFor()
  await sent.getByLabel('Send it on').fill('')
  await pressPay(sent)
  await waitForReceipt(sent)
  await sent.getByText('The gift was sent to friend@example.com.').waitFor()
  expect(await shop.mailsTo('friend@example.com')).toMatchObject([
    { subject: 'Ada Byron has a gift for you' },
  ])

  const kept = await open({ width: 390, colorScheme: 'light' })
  await openCheckout(kept, await site().link({ order }))
  await fillAddress(kept)
  await typeCard(kept, '4242424242424242')
  await pressPay(kept)
  await waitForReceipt(kept)
  await picture(kept, 'gift-receipt')
  expect(await axeFindings(kept)).toEqual([])
  await kept.locator('.gift-link a').click()
  await kept.getByRole('heading', { name: 'A gift from Ada Byron' }).waitFor()
})

test('a gift that was paid back while the page was open ends in the page that says so', async () => {
  const { link, subscriptionId } = await gift()
  const page = await open()
  await page.goto(link)
  await page.getByText('Starts today.').waitFor()
  await shop.refund(subscriptionId)
  await page.getByRole('button', { name: 'Claim the gift' }).click()
  await page.getByRole('heading', { name: 'This gift was taken back' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'This gift was taken back' }).waitFor()
})

test.each([
  ['de-DE', 'Geschenk einlösen', 'Ein Geschenk von Ada Byron'],
  ['fr-FR', 'Recevoir le cadeau', 'Un cadeau de Ada Byron'],
  ['es-ES', 'Canjear el regalo', 'Un regalo de Ada Byron'],
  ['ja-JP', '贈り物を受け取る', 'Ada Byron 様からの贈り物'],
])('in %s the page speaks the language of the browser', async (locale, button, heading) => {
  const { link } = await gift()
  const page = await open({ width: 390, colorScheme: 'light', locale })
  await page.goto(link)
  await page.getByRole('heading', { name: heading }).waitFor()
  await page.getByRole('button', { name: button }).waitFor()
})
