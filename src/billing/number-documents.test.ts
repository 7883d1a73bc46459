import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { type SeededOrder, seedOrder } from '../../test/support/seed-objects.ts'
import { numberDocuments } from './number-documents.ts'

const app = useApp()

let seeded: SeededOrder
let n = 0
beforeEach(async () => {
  n += 1
  seeded = await seedOrder(app(), { n })
  await app().pool.query(
    "update credit_memos set serial = null, number = null; delete from invoices where id like 'more-%'",
  )
  await app().pool.query('update invoices set serial = null, number = null')
})

/** Copies of the seeded invoice under ids of their own, each issued a minute after the one before. */
async function issue(from: number, to: number): Promise<void> {
  await app().pool.query(
    `insert into invoices select (jsonb_populate_record(i, jsonb_build_object(
       'id', 'more-' || lpad(k::text, 6, '0'), 'reference', 'M' || $3 || '-' || k,
       'issued_at', i.issued_at + k * interval '1 minute', 'serial', null, 'number', null))).*
     from invoices i, generate_series($1::int, $2::int) k where i.id = $4`,
    [from, to, n, seeded.ids.invoices],
  )
}

const rows = async (text: string) => (await app().pool.query(text)).rows
const numbered = () => rows('select id, number, serial::int from invoices order by serial')

test('a document has no number until it is numbered, and then the next one, in the order of issue', async () => {
  await issue(1, 3)
  const others = n - 1
  expect((await numbered()).filter(({ number }) => number !== null)).toEqual([])
  await numberDocuments(app().services)
  const mine = (await numbered()).slice(others)
  expect(mine.map(({ number }) => number)).toEqual(
    [1, 2, 3, 4].map((k) => `INV-${String(others + k).padStart(6, '0')}`),
  )
  expect(mine.map(({ id }) => id).slice(1)).toEqual(['more-000001', 'more-000002', 'more-000003'])
  expect((await rows('select number from credit_memos order by serial'))[0]).toEqual({ number: 'CRM-000001' })
  expect(await numberDocuments(app().services)).toBe(0)
})

test('another prefix is for what comes; what has its number keeps it, and counting goes on', async () => {
  await numberDocuments(app().services)
  const before = await numbered()
  await app().services.changeSettings({ invoiceNumberPrefix: 'R/2026-' })
  await issue(1, 1)
  await numberDocuments(app().services)
  await app().services.changeSettings({ invoiceNumberPrefix: null })
  const after = await numbered()
  expect(after.slice(0, -1)).toEqual(before)
  expect(after.at(-1)?.number).toBe(`R/2026-${String(before.length + 1).padStart(6, '0')}`)
})

test('a seventh digit is no end', async () => {
  await numberDocuments(app().services)
  await app().pool.query(`update invoices set serial = 999999, number = 'INV-999999' where id = $1`, [
    seeded.ids.invoices,
  ])
  await issue(1, 1)
  await numberDocuments(app().services)
  expect((await numbered()).at(-1)?.number).toBe('INV-1000000')
})

test('whoever writes to a document holds nobody up, and keeps its place', async () => {
  await issue(1, 4)
  const writer = await app().pool.connect()
  try {
    await writer.query('begin')
    await writer.query(`update invoices set balance = balance where id = 'more-000002'`)
    await numberDocuments(app().services)
    expect((await numbered()).filter(({ number }) => number === null)).toHaveLength(3)
  } finally {
    await writer.query('rollback')
    writer.release()
  }
  await numberDocuments(app().services)
  expect((await numbered()).slice(-4).map(({ id }) => id)).toEqual([1, 2, 3, 4].map((k) => `more-00000${k}`))
})

test('eight workers, half of them killed at their work, give every number from the first to the last once', async () => {
  const url = app().pool.options.connectionString ?? ''
  const script = join(import.meta.dirname, '../../test/support/numbering-process.ts')
  const start = async () => {
    const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    return child
  }
  const workers: ChildProcess[] = await Promise.all(Array.from({ length: 8 }, start))
  try {
    for (let batch = 0; batch < 20; batch += 1) {
      await issue(batch * 200 + 1, batch * 200 + 200)
      if (batch % 5 === 4) workers.pop()?.kill('SIGKILL')
    }
    const left = async () => (await numbered()).filter(({ number }) => number === null).length
    await expect.poll(left, { timeout: 20_000 }).toBe(0)
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
  }
  const all = await numbered()
  expect(all.map(({ serial }) => serial)).toEqual(all.map((_, at) => at + 1))
  // The batches were committed one after the other, so their order is the order of issue throughout.
  const mine = all.filter(({ id }) => id.startsWith('more-')).map(({ id }) => id)
  expect(mine).toEqual([...mine].sort())
}, 60_000)
