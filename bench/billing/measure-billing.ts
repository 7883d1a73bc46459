import pg from 'pg'
import { type Cleanup, createCleanup } from '../cleanup.ts'
import { look } from '../counted.ts'
import { postmasterOf } from '../database.ts'
import { cpuTimes, type Watched } from '../processes.ts'
import type { BillingResult } from '../results.ts'
import { startServer } from '../server.ts'
import { openShop, type Shop } from '../shop.ts'
import { advance } from './advance.ts'
import { orderFleet } from './fleet.ts'
import type { BillingJob } from './jobs.ts'

interface Place {
  readonly shop: Shop
  readonly pool: pg.Pool
  readonly watched: Watched
}

type Round = Pick<BillingResult, 'seconds' | 'perSecond' | 'cpu' | 'roundTrips' | 'commits'>

/** Measures one job on a server and a database that hold nothing else. */
export async function measureBilling(
  job: BillingJob,
  { offer, serverNode, cleanup }: { offer: string; serverNode: readonly string[]; cleanup: Cleanup },
): Promise<BillingResult> {
  const own = createCleanup()
  cleanup.add(own.run)
  try {
    const place = await open(own, offer, serverNode)
    await orderFleet(place.shop, place.pool, job.fleet)
    const rounds: Round[] = []
    for (let n = 0; n < job.rounds; n += 1) rounds.push(await measureRound(job, place))
    rounds.sort((a, b) => a.perSecond - b.perSecond)
    const middle = rounds[Math.floor((rounds.length - 1) / 2)]
    if (middle === undefined) throw new Error('nothing was measured')
    return { name: job.name, contains: job.contains, invoices: job.invoices, ...middle }
  } finally {
    await own.run()
  }
}

async function open(own: Cleanup, offer: string, serverNode: readonly string[]): Promise<Place> {
  const server = await startServer(own, serverNode)
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 2 })
  pool.on('error', (error) => console.error(`bench: ${error.message}`))
  own.add(() => pool.end())
  const shop = await openShop(server.address, server.client, offer)
  return { shop, pool, watched: { serverPid: server.pid, databasePid: await postmasterOf(pool) } }
}

async function measureRound(job: BillingJob, { shop, pool, watched }: Place): Promise<Round> {
  const counted = { address: shop.address, pool }
  const [cpuBefore, before] = [await cpuTimes(watched), await look(counted)]
  const { seconds, invoices } = await advance(shop, pool, job.advanceBy)
  const [cpuAfter, after] = [await cpuTimes(watched), await look(counted)]
  if (invoices !== job.invoices)
    throw new Error(`${job.name} issued ${invoices} invoices and not ${job.invoices}`)
  const each = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? undefined : (to - from) / invoices
  return {
    seconds,
    perSecond: invoices / seconds,
    cpu: {
      server: each(cpuBefore.server, cpuAfter.server),
      database: each(cpuBefore.database, cpuAfter.database),
    },
    roundTrips: (after.roundTrips - before.roundTrips) / invoices,
    commits: (after.commits - before.commits) / invoices,
  }
}
