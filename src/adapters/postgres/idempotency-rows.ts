import type { AccessStore, IdempotencyRecord } from '../../ports/access-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

type IdempotencyRows = Pick<
  AccessStore,
  'claimIdempotencyKey' | 'findIdempotencyKey' | 'keepAnswer' | 'freeIdempotencyKey' | 'forgetIdempotencyKeys'
>

export function idempotencyRows(sql: Sql): IdempotencyRows {
  return {
    claimIdempotencyKey: async ({ name, requestHash, at, lockedUntil, forgottenBefore }) =>
      (await sql.run(
        'idempotency.claim',
        `insert into idempotency_keys as held (caller, route, key, request_hash, locked_until, created_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (caller, route, key) do update
         set request_hash = excluded.request_hash, locked_until = excluded.locked_until,
             created_at = excluded.created_at, status = null, answer_sealed = null
         where held.created_at < $7
            or (held.status is null and held.locked_until < $6 and held.request_hash = $4)`,
        [name.caller, name.route, name.key, requestHash, lockedUntil, at, forgottenBefore],
      )) === 1,
    findIdempotencyKey: async ({ caller, route, key }) => {
      const row = await sql.row(
        'idempotency.find',
        `select request_hash, status, answer_sealed from idempotency_keys
         where caller = $1 and route = $2 and key = $3`,
        [caller, route, key],
      )
      return row && fromRow<IdempotencyRecord>(row)
    },
    keepAnswer: async ({ name, lockedUntil, status, answerSealed }) => {
      await sql.run(
        'idempotency.keep',
        `update idempotency_keys set status = $5, answer_sealed = $6
         where caller = $1 and route = $2 and key = $3 and locked_until = $4 and status is null`,
        [name.caller, name.route, name.key, lockedUntil, status, answerSealed],
      )
    },
    freeIdempotencyKey: async ({ caller, route, key }, lockedUntil) => {
      await sql.run(
        'idempotency.free',
        `delete from idempotency_keys
         where caller = $1 and route = $2 and key = $3 and locked_until = $4 and status is null`,
        [caller, route, key, lockedUntil],
      )
    },
    forgetIdempotencyKeys: async (before) => {
      await sql.run('idempotency.forget', 'delete from idempotency_keys where created_at < $1', [before])
    },
  }
}
