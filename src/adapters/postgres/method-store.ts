import type { ForgettableMethod, MethodStore } from '../../ports/method-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

const forgetLaterSql = `
  insert into methods_to_forget (payment_method_id, gateway, gateway_reference)
  select m.id, m.gateway, m.gateway_reference from payment_methods m
  where m.id = $1 and m.type = 'card' and m.gateway_reference is not null
    and not exists (select 1 from payment_methods o where o.owner_id = m.owner_id and o.id <> m.id
      and o.gateway = m.gateway and o.gateway_reference = m.gateway_reference and o.deleted_at is null)
  on conflict do nothing`

/** The same states as the indexes of what is in hand have them. */
const isInHand = `
  exists (select 1 from payment_attempts a where a.payment_method_id = f.payment_method_id
    and a.state in ('started', 'challenged', 'abandoning', 'capturing', 'voiding'))
  or exists (select 1 from collections c where c.payment_method_id = f.payment_method_id
    and c.state in ('started', 'capturing', 'voiding'))`

const takeSql = `
  with due as (
    select f.payment_method_id from methods_to_forget f
    where f.gateway = $1 and (f.lease_until is null or f.lease_until < clock_timestamp()) and not (${isInHand})
    order by f.created_at, f.payment_method_id limit $2 for update skip locked)
  update methods_to_forget f set tries = f.tries + 1,
    lease_until = clock_timestamp() + make_interval(secs => least(60 * 2 ^ f.tries, 3600))
  from due where f.payment_method_id = due.payment_method_id
  returning f.payment_method_id, f.gateway_reference`

export function methodStore(sql: Sql): MethodStore {
  return {
    forgetLater: async (id) => {
      await sql.run('methods.forget-later', forgetLaterSql, [id])
    },
    takeForgettable: async ({ gateway, limit }) =>
      (await sql.rows('methods.take-forgettable', takeSql, [gateway, limit])).map((row) =>
        fromRow<ForgettableMethod>(row),
      ),
    markForgotten: async (id) => {
      await sql.run('methods.mark-forgotten', 'delete from methods_to_forget where payment_method_id = $1', [
        id,
      ])
    },
  }
}
