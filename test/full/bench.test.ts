import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { z } from 'zod'

const main = join(import.meta.dirname, '../../bench/main.ts')
const jobs = ['order via link (invoice)', 'admin order (invoice)']

const measured = z.object({ runs: z.number().positive(), perSecond: z.number().positive() })
const results = z.object({
  jobs: z.array(z.object({ name: z.string(), figures: measured, floor: measured })),
  counts: z.array(z.object({ name: z.string(), counts: z.object({ commits: z.number().positive() }) })),
})

test('the benchmark runs to its end: two jobs, each beside its floor, and what they cost the database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'proffer-bench-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const json = join(folder, 'figures.json')
  const options = ['--quick', '--clients', '2', '--only', jobs.join(','), '--json', json]
  const bench = spawn(process.execPath, [main, ...options], {
    env: { ...process.env, BENCH_DATABASE_URL: inject('databaseServer') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [bench.stdout, bench.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  onTestFinished(() => {
    bench.kill('SIGTERM')
  })
  const [code] = await once(bench, 'close')
  expect(code, said).toBe(0)
  const figures = results.parse(JSON.parse(await readFile(json, 'utf8')))
  expect(figures.jobs.map(({ name }) => name)).toEqual(jobs)
  expect(figures.counts.map(({ name }) => name)).toEqual(expect.arrayContaining(jobs))
})
