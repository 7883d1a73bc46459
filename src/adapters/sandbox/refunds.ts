import { type GatewayRefund, GatewayRefused } from '../../ports/payment-gateway.ts'
import type { Sql } from '../postgres/sql.ts'
import { newId } from './new-id.ts'
import { noticeRow } from './notice-outbox.ts'

interface RefundRequest {
  readonly key: string
  readonly reference: string
  readonly amount: number
}

/** One statement decides, so that two refunds at once never give back more than was captured. */
export async function refund(sql: Sql, request: RefundRequest): Promise<GatewayRefund> {
  const { key, reference, amount } = request
  const made = await sql
    .row<{ id: string }>(
      'sandbox.refund',
      `with taken as (
         update sandbox_gateway.payments set refunded_amount = refunded_amount + $4, updated_at = now()
         where id = $3 and state = 'captured' and $4 > 0 and refunded_amount + $4 <= captured_amount
           and not exists (select 1 from sandbox_gateway.refunds where idempotency_key = $2)
         returning id),
       made as (insert into sandbox_gateway.refunds (id, idempotency_key, payment_id, amount)
         select $1, $2, id, $4 from taken returning id, idempotency_key as key),
       told as (${noticeRow('refund')} from made)
       select id from made`,
      [newId('gw_ref'), key, reference, amount],
    )
    .catch(unlessTwice)
  const done = made ?? (await byKey(sql, key))
  if (done === undefined) throw new GatewayRefused('more would go back than was captured')
  return { reference: done.id, state: 'refunded' }
}

/** Of two calls at once under one key the second takes nothing: its whole statement is undone. */
function unlessTwice(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== '23505') throw error
}

export async function lookupRefund(sql: Sql, key: string): Promise<GatewayRefund | undefined> {
  const row = await byKey(sql, key)
  return row && { reference: row.id, state: 'refunded' }
}

function byKey(sql: Sql, key: string): Promise<{ id: string } | undefined> {
  return sql.row<{ id: string }>(
    'sandbox.refund-by-key',
    'select id from sandbox_gateway.refunds where idempotency_key = $1',
    [key],
  )
}
