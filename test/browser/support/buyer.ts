import type { Page } from 'playwright-core'

export const ada = {
  firstName: 'Ada',
  lastName: 'Byron',
  email: 'ada@example.com',
  companyName: 'Engine Ltd',
}

export const london = {
  address1: "12 St James's Square",
  city: 'London',
  postalCode: 'SW1Y 4LB',
}

/** Opens a link and waits until the total stands on the button. */
export async function openCheckout(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.locator('.pay').waitFor()
  await page.locator('.due[aria-busy="false"]').waitFor()
}

export async function fillContact(page: Page): Promise<void> {
  await page.getByLabel('Email').fill(ada.email)
  await page.getByLabel('First name').fill(ada.firstName)
  await page.getByLabel('Last name').fill(ada.lastName)
}

export async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Address', { exact: true }).fill(london.address1)
  await page.getByLabel('Town or city').fill(london.city)
  await page.getByLabel('Postcode').fill(london.postalCode)
}

/** Types a card as a person does: the element moves on by itself from number to date to code. */
export async function typeCard(page: Page, number: string): Promise<void> {
  const card = page.frameLocator('.card-frame')
  await card.getByLabel('Card number').fill('')
  await card.getByLabel('Expiry date').fill('')
  await card.getByLabel('Security code').fill('')
  await card.getByLabel('Card number').pressSequentially(number)
  await card.getByLabel('Expiry date').pressSequentially('1240')
  await card.getByLabel('Security code').pressSequentially('123')
}

export async function pressPay(page: Page): Promise<void> {
  await page.locator('.pay').click()
}

export async function waitForReceipt(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  return page.locator('.reference strong').innerText()
}
