import type { Database } from '../ports/database.ts'
import type { Services } from '../ports/services.ts'
import { systemInstant } from './system-time.ts'

/** A deleted client's tokens end within this time in every process. */
const rereadMs = 1000
/** Longer than a token lives: who was deleted before has none left. */
const tokenLifeMs = 2 * 60 * 60 * 1000

interface Deleted {
  readonly readAtMs: number
  readonly ids: Promise<ReadonlySet<string>>
}

const byDatabase = new WeakMap<Database, Deleted>()

/** Was this client deleted? One query a second at most, shared by all requests. */
export async function wasDeleted(
  services: Pick<Services, 'db' | 'clock'>,
  clientId: string,
): Promise<boolean> {
  const now = services.clock.system()
  const last = byDatabase.get(services.db)
  if (last !== undefined && Math.abs(now - last.readAtMs) < rereadMs) return (await last.ids).has(clientId)
  const read = { readAtMs: now, ids: readDeleted(services) }
  byDatabase.set(services.db, read)
  read.ids.catch(() => forgetDeletedClients(services.db))
  return (await read.ids).has(clientId)
}

/** Makes this process look again, for whoever has just deleted one. */
export function forgetDeletedClients(db: Database): void {
  byDatabase.delete(db)
}

async function readDeleted({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<ReadonlySet<string>> {
  return new Set(await db.read.access.clientsDeletedSince(systemInstant(clock, -tokenLifeMs)))
}
