import type { NumberedKind, NumberStore } from '../../ports/number-store.ts'
import type { Sql } from './sql.ts'

/** The advisory lock of each kind. It belongs to the transaction, so whoever is killed leaves it. */
const locks: Readonly<Record<NumberedKind, number>> = { invoices: 7_760_663_401, credit_memos: 7_760_663_402 }

/**
 * $1 prefix, $2 how many. Nothing is waited for: a document that somebody is writing to, and everything after it, gets its number
 * the next time, so that the order stays.
 */
const assignSql = (table: NumberedKind) => `
  with waiting as (
    select id, row_number() over (order by issued_at, id) as place
    from (select id, issued_at from ${table} where number is null order by issued_at, id limit $2) t),
  free as (
    select t.id from ${table} t join waiting w on w.id = t.id for no key update of t skip locked),
  busy as (select min(place) as place from waiting where id not in (select id from free)),
  last as (select coalesce(max(serial), 0) as serial from ${table})
  update ${table} t set serial = last.serial + w.place,
    number = $1 || lpad((last.serial + w.place)::text, greatest(6, length((last.serial + w.place)::text)), '0')
  from waiting w, busy, last
  where t.id = w.id and (busy.place is null or w.place < busy.place)`

export function numberStore(sql: Sql): NumberStore {
  return {
    assign: async (kind, { prefix, limit }) => {
      const lock = await sql.row<{ mine: boolean }>(
        'numbers.lock',
        'select pg_try_advisory_xact_lock($1) as mine',
        [locks[kind]],
      )
      if (lock?.mine !== true) return 0
      // A statement of its own: it sees what whoever held the lock before has committed.
      return sql.run(`numbers.assign-${kind}`, assignSql(kind), [prefix, limit])
    },
  }
}
