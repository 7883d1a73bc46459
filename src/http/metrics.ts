import type { FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Figures } from '../ports/operations.ts'
import type { Services } from '../ports/services.ts'
import { routePatternOf } from './request-log.ts'
import type { HttpServer } from './server.ts'

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Measures every request by its route's pattern; the answer is the text that `/metrics` shows. */
export function addMetrics(app: HttpServer, services: Pick<Services, 'operations'>): () => Promise<string> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'proffer_' })
  const durations = new Histogram({
    name: 'proffer_http_request_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  })
  app.addHook('onResponse', async (request: FastifyRequest, reply) => {
    const labels = { method: request.method, route: routePatternOf(request), status: reply.statusCode }
    durations.observe(labels, reply.elapsedTime / 1000)
  })
  const show = databaseMetrics(registry)
  return async () => {
    show(await services.operations.figures())
    return registry.metrics()
  }
}

function databaseMetrics(registry: Registry): (figures: Figures) => void {
  const counter = (name: string, help: string) => new Counter({ name, help, registers: [registry] })
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['state'], registers: [registry] })
  const roundTrips = counter('proffer_db_round_trips_total', 'Statements sent to the database.')
  const commits = counter('proffer_db_commits_total', 'Transactions committed.')
  const pool = gauge(
    'proffer_db_pool_connections',
    'Connections of this process; waiting: callers without one.',
  )
  const jobs = gauge('proffer_queue_jobs', 'Jobs of all processes; failed: given up.')
  return (figures) => {
    setTotal(roundTrips, figures.roundTrips)
    setTotal(commits, figures.commits)
    setStates(pool, figures.pool)
    setStates(jobs, figures.jobs ?? {})
  }
}

/** The totals are counted elsewhere. */
function setTotal(counter: Counter, total: number): void {
  counter.reset()
  counter.inc(total)
}

function setStates(gauge: Gauge<'state'>, states: Readonly<Record<string, number>>): void {
  gauge.reset()
  for (const [state, value] of Object.entries(states)) gauge.set({ state }, value)
}
