import type { z } from 'zod'
import type { client } from '../contract/client.ts'
import type { Client } from '../ports/access-store.ts'

/** A client as the wire shows it. */
export function toClientAnswer(record: Client): z.output<typeof client> {
  return {
    id: record.id,
    name: record.name,
    scopes: [...record.scopes],
    created: record.createdAt,
    rotated: record.rotatedAt ?? null,
    previousSecretUntil: record.previousUntil ?? null,
  }
}
