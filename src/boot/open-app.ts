import { migrate } from '../adapters/postgres/migrate.ts'
import { createPool } from '../adapters/postgres/pool.ts'
import { type App, createApp, migrationsFolder } from '../app.ts'
import type { Config } from '../config.ts'
import type { Log } from '../ports/log.ts'
import { checkSecretKey, loadSecretKey } from './secret-key.ts'
import { unreachableDatabase } from './unreachable-database.ts'

/** Connections of one process to the database, beside the few that listen or hold locks. */
export const poolSize = 10

/** Brings the database to the newest schema. */
export async function migrateDatabase(databaseUrl: string, log: Log): Promise<readonly string[]> {
  const pool = createPool({
    connectionString: databaseUrl,
    max: 2,
    applicationName: 'proffer migrate',
    onError: (error) => log.warn({ error: error.message }, 'lost a database connection'),
  })
  try {
    const applied = await migrate(pool, migrationsFolder)
    if (applied.length > 0) log.info({ applied }, 'migrated the database')
    return applied
  } catch (error) {
    throw unreachableDatabase(error) ?? error
  } finally {
    await pool.end()
  }
}

/** The app on a migrated database whose key is ours. */
export async function openApp(config: Config, databaseUrl: string, log: Log): Promise<App> {
  const secretKey = await loadSecretKey(config)
  await migrateDatabase(databaseUrl, log)
  const app = await createApp({
    databaseUrl,
    secretKey,
    sandbox: config.sandbox,
    publicUrl: config.publicUrl ?? addressOf(config),
    poolSize,
    stripe: config.stripe,
    log,
  })
  try {
    await checkSecretKey(app.services, secretKey)
    return app
  } catch (error) {
    await app.close()
    throw error
  }
}

/** Where this machine reaches the server; an address that means "every interface" is reached at the loopback. */
function addressOf({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}
