import type { KnownPromoCode } from '../../domain/promo-code.ts'
import type { PromoCodeStore } from '../../ports/promo-code-store.ts'
import { findPromoCodesSql, releaseUsesSql, reserveUsesSql } from './promo-code-sql.ts'
import type { Sql } from './sql.ts'

interface FoundRow {
  readonly number: string
  readonly active: boolean
  readonly left: number | null
  readonly is_held: boolean
  readonly definition: Omit<KnownPromoCode, 'number' | 'active' | 'left' | 'isHeld'>
}

export function promoCodeStore(sql: Sql): PromoCodeStore {
  return {
    insert: async ({ id, name, promo, available, data, at }) => {
      const made = await sql.run(
        'promo-codes.insert',
        `insert into promo_codes (id, code, name, active, definition, data, available, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (code) where deleted_at is null do nothing`,
        [
          id,
          promo.code,
          name,
          promo.active,
          JSON.stringify(promo),
          JSON.stringify(data),
          available ?? null,
          at,
        ],
      )
      return made === 1
    },
    delete: async (id, at) => {
      const gone = await sql.run(
        'promo-codes.delete',
        'update promo_codes set deleted_at = $2, updated_at = $2 where id = $1 and deleted_at is null',
        [id, at],
      )
      return gone === 1
    },
    find: async ({ codes, orderId, checkoutId }) => {
      const rows = await sql.rows<FoundRow>('promo-codes.find', findPromoCodesSql, [
        codes,
        orderId,
        checkoutId ?? null,
      ])
      return rows.map(toKnown)
    },
    reserve: async ({ orderId, numbers, at }) => {
      // In the same order for everybody, so that nobody waits for whoever waits for them.
      await sql.run(
        'promo-codes.lock',
        `select 1 from promo_codes where number = any($2::bigint[])
           or number in (select promo_number from promo_code_uses where order_id = $1) order by number for update`,
        [orderId, numbers],
      )
      const rows = await sql.rows<{ number: string }>('promo-codes.reserve', reserveUsesSql, [
        orderId,
        numbers,
        at,
      ])
      return rows.map(({ number }) => Number(number))
    },
    release: async (orderIds) => {
      await sql.run('promo-codes.release', releaseUsesSql, [orderIds])
    },
  }
}

function toKnown({ number, active, left, is_held, definition }: FoundRow): KnownPromoCode {
  return { ...definition, number: Number(number), active, left: left ?? undefined, isHeld: is_held }
}
