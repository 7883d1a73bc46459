import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'

const app = useApp()

test('200: database, migrations and queue are there', async () => {
  const answer = await app().http.inject('/ready')
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({ status: 'ready' })
})

test('503: a migration is not applied', async () => {
  const { rows } = await app().pool.query(
    'delete from migrations where name = (select max(name) from migrations) returning name',
  )
  const answer = await app().http.inject('/ready')
  await app().pool.query('insert into migrations (name) values ($1)', [rows[0].name])
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toMatchObject({ code: 'not_ready', missing: ['migrations'] })
})

test('503: the queue is not there', async () => {
  await app().pool.query('alter schema graphile_worker rename to elsewhere')
  const answer = await app().http.inject('/ready')
  await app().pool.query('alter schema elsewhere rename to graphile_worker')
  expect(answer.statusCode).toBe(503)
  expect(answer.json().missing).toEqual(['queue'])
})
