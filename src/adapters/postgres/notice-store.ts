import type { NoticeStore } from '../../ports/notice-store.ts'
import type { Sql } from './sql.ts'

export function noticeStore(sql: Sql): NoticeStore {
  return {
    keep: async ({ gateway, id, about, subject }) =>
      (await sql.run(
        'notices.keep',
        `insert into gateway_notices (gateway, id, about, subject) values ($1, $2, $3, $4)
         on conflict (gateway, id) do nothing`,
        [gateway, id, about, subject],
      )) > 0,
    forget: async (olderThanDays) => {
      await sql.run(
        'notices.forget',
        'delete from gateway_notices where received_at < clock_timestamp() - make_interval(days => $1)',
        [olderThanDays],
      )
    },
  }
}
