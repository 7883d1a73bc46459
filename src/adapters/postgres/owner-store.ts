import type { Owner, OwnerStore } from '../../ports/owner-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

export function ownerStore(sql: Sql): OwnerStore {
  return {
    forCrmAccount: async (crmAccountId, newId, at) => {
      const row = await sql.row(
        'owners.for-crm-account',
        // Most accounts are known. The update that changes nothing makes the row come back to whoever lost the race.
        `with found as (select id, crm_account_id from owners where crm_account_id = $2::text),
         made as (
           insert into owners (id, crm_account_id, created_at)
           select $1::text, $2::text, $3::timestamptz where not exists (select from found)
           on conflict (crm_account_id) do update set crm_account_id = excluded.crm_account_id
           returning id, crm_account_id
         )
         select * from found union all select * from made`,
        [newId, crmAccountId, at],
      )
      if (row === undefined) throw new Error('an upsert with returning answers a row')
      return fromRow<Owner>(row)
    },
    findByCrmAccount: async (crmAccountId) => {
      const row = await sql.row(
        'owners.find-by-crm-account',
        'select id, crm_account_id from owners where crm_account_id = $1',
        [crmAccountId],
      )
      return row && fromRow<Owner>(row)
    },
    insert: async ({ id, createdAt }) => {
      await sql.run(
        'owners.insert',
        'insert into owners (id, created_at) values ($1, $2) on conflict (id) do nothing',
        [id, createdAt],
      )
    },
    lock: async (id) => {
      await sql.run('owners.lock', 'select 1 from owners where id = $1 for no key update', [id])
    },
    find: async (id) => {
      const row = await sql.row('owners.find', 'select id, crm_account_id from owners where id = $1', [id])
      return row && fromRow<Owner>(row)
    },
  }
}
