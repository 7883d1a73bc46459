import { hostname } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { calloutGateway } from './adapters/callout/gateway.ts'
import { cryptoRandom } from './adapters/crypto/random.ts'
import { secretsFrom } from './adapters/crypto/secrets.ts'
import { noGateway } from './adapters/none/gateway.ts'
import { pdfPrinter } from './adapters/pdfkit/printer.ts'
import { openDatabase } from './adapters/postgres/database.ts'
import { followSettings, type LiveSettings } from './adapters/postgres/live-settings.ts'
import { postgresOperations } from './adapters/postgres/operations.ts'
import { createPool } from './adapters/postgres/pool.ts'
import { openProcessRegistry } from './adapters/postgres/process-registry.ts'
import { type SqlCounters, sqlOn } from './adapters/postgres/sql.ts'
import { taxTable } from './adapters/postgres/tax-table.ts'
import { sandboxBank } from './adapters/sandbox/bank.ts'
import { type SandboxGatewayParts, sandboxGateway } from './adapters/sandbox/gateway.ts'
import { sandboxGatewayFaults } from './adapters/sandbox/gateway-faults.ts'
import { mailSink } from './adapters/sandbox/mail-sink.ts'
import { stripeGateway } from './adapters/stripe/gateway.ts'
import type { StripeSettings } from './adapters/stripe/settings.ts'
import { defaultSettings, type Settings } from './domain/settings.ts'
import { calloutSecret } from './payments/callout-secret.ts'
import { withTimeLimit } from './payments/time-limit.ts'
import type { Log } from './ports/log.ts'
import type { PaymentGateway } from './ports/payment-gateway.ts'
import type { ProcessRegistry } from './ports/process-registry.ts'
import type { Secrets } from './ports/secrets.ts'
import type { Services } from './ports/services.ts'

export const migrationsFolder = join(import.meta.dirname, '../migrations')

export interface AppOptions {
  readonly databaseUrl: string
  readonly secretKey: string
  readonly sandbox: boolean
  readonly publicUrl: string
  readonly poolSize: number
  /** Absent: cards go through the sandbox's gateway, or are not taken. */
  readonly stripe?: StripeSettings | undefined
  readonly log: Log
}

export interface App {
  readonly services: Services
  readonly pool: pg.Pool
  readonly processes: ProcessRegistry
  readonly counters: SqlCounters
  readonly close: () => Promise<void>
}

/** The composition root: the only file that names every adapter. Decides nothing. */
export async function createApp(options: AppOptions): Promise<App> {
  const { log } = options
  const counters: SqlCounters = { roundTrips: 0, commits: 0 }
  let closing = false
  const pool = createPool({
    connectionString: options.databaseUrl,
    max: options.poolSize,
    applicationName: 'proffer',
    onError: (error) => {
      // On the way out the server may cut a connection that we are closing.
      if (!closing) log.warn({ error: error.message }, 'lost a database connection')
    },
  })
  // What a gateway writes is no part of any transaction of ours: it never shares a connection with us.
  const gatewayPool = createPool({
    connectionString: options.databaseUrl,
    max: 4,
    applicationName: 'proffer gateway',
    onError: (error) => log.warn({ error: error.message }, 'lost a gateway connection'),
  })
  const gatewaySql = sqlOn(gatewayPool, { roundTrips: 0, commits: 0 })
  const live = await followSettings(options.databaseUrl, log)
  const db = openDatabase(pool, counters)
  // A process id comes round again (in a container it always does), so it is no name for a lease.
  const processId = `${hostname()}-${process.pid}-${cryptoRandom.uuid()}`
  // Only a sandbox's clock can stand elsewhere than the world's.
  const offsetMs = () => (options.sandbox ? offsetOf(live.get('clock_offset_ms')) : 0)
  const secrets = secretsFrom(options.secretKey)
  const noticeKey = { secret: secrets.deriveToken('notices', 'sandbox', 1), now: Date.now }
  const services: Services = {
    db,
    clock: {
      now: () => new Date(Date.now() + offsetMs()).toISOString(),
      system: Date.now,
    },
    moveClock: async (to) => {
      await db.read.settings.put('clock_offset_ms', Date.parse(to) - Date.now())
      await live.refresh()
    },
    random: cryptoRandom,
    secrets,
    settings: () => settingsOf(live.get('settings')),
    changeSettings: async (changes) => {
      await db.read.settings.merge('settings', changes)
      await live.refresh()
    },
    tax: taxTable(live, db.read.settings),
    gateway: withTimeLimit(gatewayFor(options, { sql: gatewaySql, noticeKey })),
    callout: (name) => withTimeLimit(calloutGateway(name, () => calloutTarget({ live, secrets }, name))),
    gatewayFaults: hasSandboxGateway(options) ? sandboxGatewayFaults(gatewaySql) : undefined,
    sandboxBank: hasSandboxGateway(options)
      ? sandboxBank({
          sql: gatewaySql,
          noticeKey,
          address: `${options.publicUrl}/api/gateways/sandbox/notices`,
          log,
        })
      : undefined,
    mailer: options.sandbox ? mailSink : undefined,
    printer: pdfPrinter,
    log,
    operations: postgresOperations({ pool, counters, migrationsFolder }),
    sandbox: options.sandbox,
    processId,
    publicUrl: options.publicUrl,
  }
  return {
    services,
    pool,
    processes: openProcessRegistry({ pool, connectionString: options.databaseUrl, processId, log }),
    counters,
    close: async () => {
      closing = true
      await live.close()
      await gatewayPool.end()
      await pool.end()
    },
  }
}

type GatewayOptions = Pick<AppOptions, 'stripe' | 'sandbox'>

function gatewayFor(options: GatewayOptions, parts: SandboxGatewayParts): PaymentGateway {
  if (options.stripe !== undefined) return stripeGateway(options.stripe, parts.sql)
  return hasSandboxGateway(options) ? sandboxGateway(parts) : noGateway
}

function hasSandboxGateway({ stripe, sandbox }: GatewayOptions): boolean {
  return sandbox && stripe === undefined
}

function calloutTarget({ live, secrets }: { live: LiveSettings; secrets: Secrets }, name: string) {
  const { paymentCallouts } = settingsOf(live.get('settings'))
  const system = Object.hasOwn(paymentCallouts, name) ? paymentCallouts[name] : undefined
  return system && { name, url: system.url, secret: calloutSecret(secrets, name), now: Date.now }
}

function offsetOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function settingsOf(value: unknown): Settings {
  return typeof value === 'object' && value !== null ? { ...defaultSettings, ...value } : defaultSettings
}
