import { cpus, totalmem } from 'node:os'
import pg from 'pg'
import { poolSize } from '../src/boot/open-app.ts'
import { billingJobs } from './billing/jobs.ts'
import { measureBilling } from './billing/measure-billing.ts'
import type { Cleanup } from './cleanup.ts'
import type { Job } from './closed-loop.ts'
import { Connection } from './connection.ts'
import { type CountParts, type Counts, countIdle, countJob } from './counted.ts'
import { postmasterOf, seedOrders } from './database.ts'
import { openFloor } from './floor/floor.ts'
import { jobsOf, openNew, submitsOf } from './jobs/jobs.ts'
import { linkStock } from './jobs/link-stock.ts'
import { type Figures, measure, median } from './measure.ts'
import type { Options } from './options.ts'
import { memoryOf, type Watched } from './processes.ts'
import type { BillingResult, CountResult, JobResult, Results } from './results.ts'
import { startServer } from './server.ts'
import { adminOrder, byInvoice, openShop, orderLink, type Shop } from './shop.ts'

const sampleOffer = '/offers2/Digital Monthly'
const seededOrders = 10_000
const realOrders = 200
const countedRuns = 30

/** Runs the whole benchmark on servers of its own. */
export async function bench(options: Options, cleanup: Cleanup): Promise<Results> {
  const billing = await billAll(options, cleanup)
  say('starting a server')
  const server = await startServer(cleanup, options.serverNode)
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 2 })
  pool.on('error', (error) => console.error(`bench: ${error.message}`))
  cleanup.add(() => pool.end())
  const shop = await openShop(server.address, server.client, sampleOffer)
  say('making orders to look at')
  const prepared = await prepare(shop, pool)
  const floor = await openFloor({ databaseUrl: server.databaseUrl, poolSize, ...prepared })
  cleanup.add(floor.close)
  const wanted = ({ name }: Job) => options.only?.includes(name) ?? true
  const jobs = jobsOf({ shop, links: linkStock(shop), orderIds: prepared.orderIds }).filter(wanted)
  const watched = { serverPid: server.pid, databasePid: await postmasterOf(pool) }
  const before = await memoryOf(server.pid)
  say('counting round trips')
  const { idle, counts } = await countAll(jobs, { address: server.address, pool, shop })
  const results = await measureAll({ jobs, floors: floor.jobs, options, watched })
  const machine = await machineOf(pool)
  const memory = { before, after: await memoryOf(server.pid) }
  return { machine, jobs: results, counts, billing, idle, memory }
}

async function billAll(options: Options, cleanup: Cleanup): Promise<readonly BillingResult[]> {
  const results: BillingResult[] = []
  for (const job of billingJobs(options.quick).filter(({ name }) => options.only?.includes(name) ?? true)) {
    say(`${job.name}: ${job.contains}`)
    const { serverNode } = options
    results.push(await measureBilling(job, { offer: sampleOffer, serverNode, cleanup }))
  }
  return results
}

/** Real orders to read and to copy, and older ones to fill the table. */
async function prepare(shop: Shop, pool: pg.Pool) {
  const connection = await Connection.open(shop.address)
  try {
    const orderIds: string[] = []
    for (let n = 0; n < realOrders; n += 1) orderIds.push(await adminOrder(connection, shop))
    const opened = await openNew(connection, shop)
    const linkedOrder = await orderLink(connection, opened, byInvoice)
    const [clientOrder = ''] = orderIds
    await seedOrders(pool, clientOrder, seededOrders)
    return { orderIds, clientOrder, linkedOrder }
  } finally {
    connection.close()
  }
}

async function countAll(
  jobs: readonly Job[],
  parts: CountParts & { shop: Shop },
): Promise<{ idle: Counts; counts: readonly CountResult[] }> {
  const idle = await countIdle(parts)
  const connection = await Connection.open(parts.address)
  const opened = []
  // Five more for each of the two, which are not counted.
  for (let n = 0; n < 2 * (countedRuns + 5); n += 1) opened.push(await openNew(connection, parts.shop))
  connection.close()
  const counts: CountResult[] = []
  for (const job of [...jobs, ...submitsOf(parts, opened)]) {
    const { name, contains } = job
    counts.push({ name, contains, counts: await countJob(parts, job, { times: countedRuns, idle }) })
  }
  return { idle, counts }
}

interface Measuring {
  readonly jobs: readonly Job[]
  readonly floors: ReadonlyMap<string, Job>
  readonly options: Options
  readonly watched: Watched
}

/** Round after round over all jobs, so that a noisy minute does not fall on one of them alone. */
async function measureAll({ jobs, floors, options, watched }: Measuring): Promise<readonly JobResult[]> {
  const ours = new Map<string, Figures[]>()
  const floored = new Map<string, Figures[]>()
  const cases = jobs.flatMap((job) =>
    options.clients.map((clients) => ({ job, clients, key: `${job.name} ${clients}` })),
  )
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const { job, clients, key } of cases) {
      say(`round ${round} of ${options.rounds}: ${job.name}, ${clients} at once`)
      keep(ours, key, await measure(job, clients, { how: options, watched }))
      const floor = floors.get(job.name)
      if (floor !== undefined) keep(floored, key, await measure(floor, clients, { how: options, watched }))
    }
  }
  return cases.map(({ job: { name, contains }, clients, key }) => {
    const floor = floored.get(key)
    const figures = median(ours.get(key) ?? [])
    return { name, contains, clients, figures, floor: floor && median(floor) }
  })
}

function keep(all: Map<string, Figures[]>, key: string, figures: Figures): void {
  all.set(key, [...(all.get(key) ?? []), figures])
}

async function machineOf(pool: pg.Pool): Promise<Results['machine']> {
  const { rows } = await pool.query<{ server_version: string }>('show server_version')
  return {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: rows[0]?.server_version ?? 'unknown',
  }
}

/** Progress goes to stderr, so that stdout holds the results alone. */
function say(text: string): void {
  console.error(`bench: ${text}`)
}
