import type { MailStore, StoredMail } from '../../ports/mail-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

const columns = `id, key, to_address as "to", subject, text_body as text, html_body as html, created_at, sent_at, attempts`

export function mailStore(sql: Sql): MailStore {
  return {
    add: async (mails, at) => {
      await sql.run(
        'mails.add',
        `insert into mails (key, to_address, subject, text_body, html_body, created_at)
         select m.key, m."to", m.subject, m.text, m.html, $2
         from jsonb_to_recordset($1::jsonb) as m(key text, "to" text, subject text, text text, html text)
         on conflict (key) do nothing`,
        [JSON.stringify(mails), at],
      )
    },
    claim: async (limit, leaseSeconds) => {
      const rows = await sql.rows(
        'mails.claim',
        `update mails set attempts = attempts + 1, next_try_at = clock_timestamp() + make_interval(secs => $2)
         where id in (
           select id from mails where sent_at is null and next_try_at <= clock_timestamp()
           order by next_try_at limit $1 for update skip locked)
         returning ${columns}`,
        [limit, leaseSeconds],
      )
      return rows.map((row) => fromRow<StoredMail>(row)).sort((a, b) => a.id - b.id)
    },
    markSent: async (ids, at) => {
      await sql.run(
        'mails.mark-sent',
        'update mails set sent_at = $2, last_error = null where id = any($1::bigint[]) and sent_at is null',
        [ids, at],
      )
    },
    retryLater: async (failures) => {
      await sql.run(
        'mails.retry-later',
        `update mails m set last_error = f.error, next_try_at = clock_timestamp() + make_interval(secs => f.wait_seconds)
         from jsonb_to_recordset($1) as f(id bigint, error text, wait_seconds float8) where m.id = f.id`,
        [JSON.stringify(failures.map((f) => ({ id: f.id, error: f.error, wait_seconds: f.waitSeconds })))],
      )
    },
    isWaiting: async () => {
      const row = await sql.row<{ waiting: boolean }>(
        'mails.is-waiting',
        `select exists (select 1 from mails where sent_at is null and next_try_at <= clock_timestamp()) as waiting`,
      )
      return row?.waiting ?? false
    },
    list: async ({ to, beforeId, limit }) => {
      const rows = await sql.rows(
        'mails.list',
        `select ${columns} from mails where ($1::text is null or to_address = $1) and ($2::bigint is null or id < $2)
         order by id desc limit $3`,
        [to ?? null, beforeId ?? null, limit],
      )
      return rows.map((row) => fromRow<StoredMail>(row))
    },
  }
}
