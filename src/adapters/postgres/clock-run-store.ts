import type { ClockEntry, ClockRun, ClockRunStore } from '../../ports/clock-run-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

const columns = 'id, status, from_at, to_at, first_event_seq, last_event_seq'

/** What a run did: the events that name it. */
const itsEvents = `events where seq > $2 and seq <= coalesce($3::bigint, 9223372036854775807) and data ->> 'clockRun' = $1`

const rangeOf = (run: ClockRun) => [run.id, run.firstEventSeq, run.lastEventSeq ?? null]

export function clockRunStore(sql: Sql): ClockRunStore {
  const one = async (name: string, text: string, values: readonly unknown[] = []) => {
    const row = await sql.row(name, text, values)
    return row && fromRow<ClockRun>(row)
  }
  return {
    begin: async (run, lease) => {
      const written = await sql.run(
        'clock-runs.begin',
        `insert into clock_runs (id, status, from_at, to_at, first_event_seq, lease_holder, lease_until)
         values ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(secs => $7)) on conflict do nothing`,
        [run.id, run.status, run.fromAt, run.toAt, run.firstEventSeq, lease.holder, lease.seconds],
      )
      return written === 1
    },
    renewLease: async (id, lease) => {
      await sql.run(
        'clock-runs.renew-lease',
        `update clock_runs set lease_until = clock_timestamp() + make_interval(secs => $3)
         where id = $1 and lease_holder = $2 and status = 'running'`,
        [id, lease.holder, lease.seconds],
      )
    },
    takeOver: (lease) =>
      one(
        'clock-runs.take-over',
        `update clock_runs set lease_holder = $1, lease_until = clock_timestamp() + make_interval(secs => $2)
         where status = 'running' and lease_until < clock_timestamp() returning ${columns}`,
        [lease.holder, lease.seconds],
      ),
    end: async (id, status) => {
      await sql.run(
        'clock-runs.end',
        `update clock_runs set status = $2, last_event_seq = (select coalesce(max(seq), 0) from events)
         where id = $1 and status = 'running'`,
        [id, status],
      )
    },
    find: (id) => one('clock-runs.find', `select ${columns} from clock_runs where id = $1`, [id]),
    newest: () =>
      one('clock-runs.newest', `select ${columns} from clock_runs order by created_at desc limit 1`),
    counts: async (run) => {
      const rows = await sql.rows<{ type: string; count: number }>(
        'clock-runs.counts',
        `select type, count(*) as count from ${itsEvents} group by type order by type`,
        rangeOf(run),
      )
      return Object.fromEntries(rows.map((row) => [row.type, row.count]))
    },
    entries: async (run, limit) => {
      const rows = await sql.rows(
        'clock-runs.entries',
        `select seq, created_at as at, type, subject_id, order_id from ${itsEvents} order by seq limit $4`,
        [...rangeOf(run), limit],
      )
      return rows.map((row) => fromRow<ClockEntry>(row))
    },
    isRunning: async () =>
      (await sql.row(
        'clock-runs.is-running',
        `select 1 as running from clock_runs where status = 'running' limit 1`,
      )) !== undefined,
  }
}
