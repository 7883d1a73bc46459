import type { EventStore } from '../../ports/event-store.ts'
import { toRow } from './rows.ts'
import type { Sql } from './sql.ts'

export function eventStore(sql: Sql): EventStore {
  return {
    append: async (events) => {
      if (events.length === 0) return
      await sql.run(
        'events.append',
        `insert into events (id, type, owner_id, subject_id, order_id, data, created_at)
         select id, type, owner_id, subject_id, order_id, data, created_at
         from jsonb_populate_recordset(null::events, $1) on conflict (id) do nothing`,
        [JSON.stringify(events.map(toRow))],
      )
    },
    lastSeq: async () =>
      (await sql.row<{ seq: number }>('events.last-seq', 'select coalesce(max(seq), 0) as seq from events'))
        ?.seq ?? 0,
  }
}
