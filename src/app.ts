import { hostname } from 'node:os'
import type pg from 'pg'
import { cryptoRandom } from './adapters/crypto/random.ts'
import { secretsFrom } from './adapters/crypto/secrets.ts'
import { openDatabase } from './adapters/postgres/database.ts'
import { followSettings } from './adapters/postgres/live-settings.ts'
import { createPool } from './adapters/postgres/pool.ts'
import type { SqlCounters } from './adapters/postgres/sql.ts'
import { defaultSettings, type Settings } from './domain/settings.ts'
import type { Log } from './ports/log.ts'
import type { Mailer } from './ports/mailer.ts'
import type { PaymentGateway } from './ports/payment-gateway.ts'
import type { Services } from './ports/services.ts'

export interface AppOptions {
  readonly databaseUrl: string
  readonly secretKey: string
  readonly sandbox: boolean
  readonly publicUrl: string
  readonly poolSize: number
  readonly log: Log
}

export interface App {
  readonly services: Services
  readonly pool: pg.Pool
  readonly counters: SqlCounters
  readonly close: () => Promise<void>
}

/** The composition root: the only file that names every adapter. Decides nothing. */
export async function createApp(options: AppOptions): Promise<App> {
  const { log } = options
  const counters: SqlCounters = { roundTrips: 0, commits: 0 }
  const pool = createPool({
    connectionString: options.databaseUrl,
    max: options.poolSize,
    applicationName: 'proffer',
    onError: (error) => log.warn({ error: error.message }, 'lost a database connection'),
  })
  const live = await followSettings(options.databaseUrl, log)
  const services: Services = {
    db: openDatabase(pool, counters),
    clock: {
      now: () => new Date(Date.now() + offsetOf(live.get('clock_offset_ms'))).toISOString(),
      system: Date.now,
    },
    random: cryptoRandom,
    secrets: secretsFrom(options.secretKey),
    settings: () => settingsOf(live.get('settings')),
    gateway: unconfiguredGateway,
    mailer: unconfiguredMailer,
    log,
    sandbox: options.sandbox,
    processId: `${hostname()}-${process.pid}`,
    publicUrl: options.publicUrl,
  }
  return {
    services,
    pool,
    counters,
    close: async () => {
      await live.close()
      await pool.end()
    },
  }
}

function offsetOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function settingsOf(value: unknown): Settings {
  return typeof value === 'object' && value !== null ? { ...defaultSettings, ...value } : defaultSettings
}

const unconfigured = () => Promise.reject(new Error('not configured'))
const unconfiguredMailer: Mailer = { send: unconfigured }
const unconfiguredGateway: PaymentGateway = {
  name: 'none',
  element: { kind: 'none', url: '' },
  authorise: unconfigured,
  capture: unconfigured,
  void: unconfigured,
  refund: unconfigured,
  lookup: unconfigured,
}
