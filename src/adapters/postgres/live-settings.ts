import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../../ports/log.ts'

const reconnectMs = 500

/** All rows of `settings`, kept in memory and read again whenever one is announced as changed. */
export interface LiveSettings {
  readonly get: (key: string) => unknown
  /** Reads them now, for whoever has just written one. */
  readonly refresh: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function followSettings(connectionString: string, log: Log): Promise<LiveSettings> {
  let values = new Map<string, unknown>()
  let client: pg.Client | undefined
  let closed = false
  let readsBegun = 0
  let newestRead = 0

  const refresh = async () => {
    if (client === undefined) return
    readsBegun += 1
    const mine = readsBegun
    const { rows } = await client.query('select key, value from settings')
    // A read that began later has seen more.
    if (mine < newestRead) return
    newestRead = mine
    values = new Map(rows.map((row) => [row.key, row.value]))
  }

  const connect = async () => {
    const next = new pg.Client({ connectionString, application_name: 'proffer settings' })
    await next.connect()
    next.on('error', (error) => {
      log.warn({ error: error.message }, 'lost the settings connection')
      void reconnect()
    })
    next.on('notification', () => void refresh().catch(() => undefined))
    await next.query('listen settings')
    client = next
    await refresh()
  }

  const reconnect = async () => {
    client = undefined
    while (!closed && client === undefined) {
      await pause(reconnectMs)
      await connect().catch((error: Error) =>
        log.warn({ error: error.message }, 'settings connection not back yet'),
      )
    }
  }

  await connect()
  return {
    get: (key) => values.get(key),
    refresh,
    close: async () => {
      closed = true
      await client?.end()
    },
  }
}
