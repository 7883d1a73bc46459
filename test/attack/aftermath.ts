import { expect } from 'vitest'
import { booksOf, linkStateOf, madeBy } from '../support/orders.ts'
import { type Aftermath, ordersOf, type Stage } from './attack.ts'

/** One order, one charge, and everybody is shown the same receipt. */
export async function expectOneOrder(
  { shops: [shop], bank, failures }: Stage,
  { checkoutId, answers, buyers }: Aftermath,
): Promise<void> {
  expect(failures).toEqual([])
  const orders = await ordersOf(shop, checkoutId)
  expect(orders).toMatchObject([{ status: 'complete' }])
  const id = orders[0]?.id ?? ''
  expect(await linkStateOf(shop, checkoutId)).toBe('completed')
  expect(await madeBy(shop, id, 'payments')).toBe(1)
  expect(await madeBy(shop, id, 'subscriptions')).toBe(1)
  const taken = [...(await booksOf(shop, id)), ...bank.booksOf(id)].filter(([state]) => holdsMoney(state))
  expect(taken).toEqual([['captured', 999]])
  // 404: it asked how things stood before anybody had ordered.
  for (const { status } of answers) expect([200, 202, 402, 404, 409, 502]).toContain(status)
  for (const { body } of answers) if (body.code === undefined) expect(body.id).toBe(id)
  const receipts = await Promise.all(buyers.map((buyer) => buyer.receipt()))
  for (const { body } of receipts) expect(body).toMatchObject({ id, status: 'complete', paid: '9.99' })
}

function holdsMoney(state: string): boolean {
  return state === 'authorised' || state === 'captured'
}
