import { expect, test } from 'vitest'
import { useApp } from '../../../test/support/app.ts'

const app = useApp()

test('a process that loses its settings connection finds it again, and what changed meanwhile', async () => {
  const { services, pool } = app()
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'proffer settings'`,
  )
  await services.db.read.settings.put('settings', { merchantName: 'Changed meanwhile' })
  await expect.poll(() => services.settings().merchantName, { timeout: 5000 }).toBe('Changed meanwhile')
  await services.db.read.settings.put('settings', { merchantName: 'Changed later' })
  await expect.poll(() => services.settings().merchantName).toBe('Changed later')
})

test('many changes at once are all seen by whoever made them', async () => {
  const { services } = app()
  const seen = await Promise.all(
    Array.from({ length: 10 }, async (_, n) => {
      await services.changeSettings({ backDatingDays: n })
      return services.settings().backDatingDays
    }),
  )
  expect(seen.every((days) => days !== 366)).toBe(true)
  const { rows } = await app().pool.query("select value from settings where key = 'settings'")
  expect(services.settings().backDatingDays).toBe(rows[0].value.backDatingDays)
})
