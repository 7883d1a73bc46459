import { expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { rowCounter } from './support/rows.ts'

const app = useApp()

test('the count of rows sees whatever is written, and only that', async () => {
  const { pool } = app()
  const count = await rowCounter(pool)
  const seen = [await count()]
  await pool.query(`insert into settings (key, value) values ('seen', '1')`)
  seen.push(await count())
  await pool.query(`update settings set value = '2' where key = 'seen'`)
  seen.push(await count())
  await pool.query(`delete from settings where key = 'seen'`)
  seen.push(await count())
  expect(new Set(seen.map((rows) => JSON.stringify(rows))).size).toBe(3)
  expect(seen[3]).toEqual(seen[0])
  await pool.query(`do $$ begin insert into settings (key, value) values ('seen', '1');
    raise exception 'taken back'; exception when others then null; end $$`)
  expect(await count()).toEqual(seen[3])
})
