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
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined

  const read = async () => {
    next = undefined
    if (client === undefined) return
    const { rows } = await client.query('select key, value from settings')
    values = new Map(rows.map((row) => [row.key, row.value]))
  }

  // One read at a time. One that runs may have missed what the caller wrote; the one that waits has not.
  const refresh = () => {
    next ??= last.catch(() => undefined).then(read)
    last = next
    return next
  }

  const connect = async () => {
    const fresh = new pg.Client({ connectionString, application_name: 'proffer settings' })
    fresh.on('error', (error) => {
      if (client !== fresh) return
      log.warn({ error: error.message }, 'lost the settings connection')
      void reconnect()
    })
    fresh.on('notification', () => void refresh().catch(() => undefined))
    await fresh.connect()
    await fresh.query('listen settings')
    if (closed) return fresh.end()
    client = fresh
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
