import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { dueDay, gatewayOf, laterInvoices, seedSubscription } from '../../test/support/due-subscriptions.ts'
import type { DunningPolicy } from '../domain/dunning.ts'
import { runDue } from './run-due.ts'

/** A card that dies: the buyer hears of every try, and it ends as the offer says. */

const app = useApp()
const run = (at: string) => runDue({ ...app().services, gateway: gatewayOf(app()) }, at)

async function declining(n: number, dunning: DunningPolicy | undefined) {
  const seeded = await seedSubscription(app(), n, 'tok_declined')
  await app().pool.query('update subscriptions set dunning = $2 where id = $1', [
    seeded.subscriptionId,
    dunning === undefined ? null : JSON.stringify(dunning),
  ])
  return {
    status: async () =>
      (
        await app().pool.query('select status, past_due from subscriptions where id = $1', [
          seeded.subscriptionId,
        ])
      ).rows[0],
    mails: async () =>
      (
        await app().pool.query('select text_body from mails where to_address = $1 order by id', [
          `buyer-${n}@example.com`,
        ])
      ).rows.map(({ text_body }) => text_body),
    invoices: () => laterInvoices(app(), seeded),
  }
}

test('after the usual ladder the subscription stays past due, and every try was told with the day of the next', async () => {
  const held = await declining(1, undefined)
  for (const day of ['22', '23', '25', '27', '29']) await run(`2026-12-${day}T12:00:00.000Z`)
  await run('2027-01-10T12:00:00.000Z')
  expect(await held.status()).toEqual({ status: 'active', past_due: true })
  const mails = await held.mails()
  expect(mails).toHaveLength(5)
  expect(mails[0]).toContain('We will try again on 23 December 2026.')
  expect(mails[4]).toContain('We will not try again by ourselves.')
  expect(mails.join()).not.toContain('has ended')
})

test('an offer may end the subscription after its own last try; what is open stays owed', async () => {
  const held = await declining(2, { retryDays: [2], end: 'cancel' })
  await run(dueDay)
  expect(await held.status()).toEqual({ status: 'active', past_due: true })
  await run('2026-12-24T12:00:00.000Z')
  expect(await held.status()).toEqual({ status: 'cancelled', past_due: true })
  expect((await held.mails()).at(-1)).toContain('The subscription has ended.')
  await run('2027-03-01T12:00:00.000Z')
  expect(await held.invoices()).toMatchObject([{ status: 'open', balance: 30000 }])
})
