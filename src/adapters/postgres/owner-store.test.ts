import { expect, test } from 'vitest'
import { useApp } from '../../../test/support/app.ts'

const app = useApp()

test('twenty requests at once for one CRM account get one owner', async () => {
  const { db, random } = app().services
  const owners = await Promise.all(
    Array.from({ length: 20 }, () =>
      db.read.owners.forCrmAccount('0017x00000Q9O9qAAF', random.id('id'), '2026-11-22T00:00:00.000Z'),
    ),
  )
  expect(new Set(owners.map((owner) => owner.id)).size).toBe(1)
})
