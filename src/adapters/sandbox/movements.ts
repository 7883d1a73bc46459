import type { Instant } from '../../domain/time.ts'
import type { GatewayMovement } from '../../ports/payment-gateway.ts'
import type { Sql } from '../postgres/sql.ts'

/**
 * Money that was taken or given back in the span, and money that was held in it and still is. Each stands at the instant at which
 * it moved, whatever happened to the payment later.
 */
export function movementsIn(
  sql: Sql,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly GatewayMovement[]> {
  return sql.rows<GatewayMovement>(
    'sandbox.movements',
    `select 'payment' as kind, id as reference, idempotency_key as key, state, captured_amount as amount, currency,
       captured_at as at
     from sandbox_gateway.payments
     where state = 'captured' and captured_amount > 0 and captured_at >= $1 and captured_at < $2
     union all
     select 'payment', id, idempotency_key, state, amount, currency, authorised_at
     from sandbox_gateway.payments
     where state = 'authorised' and amount > 0 and authorised_at >= $1 and authorised_at < $2
     union all
     select 'refund', r.id, r.idempotency_key, 'refunded', r.amount, p.currency, r.created_at
     from sandbox_gateway.refunds r join sandbox_gateway.payments p on p.id = r.payment_id
     where r.created_at >= $1 and r.created_at < $2
     order by at, reference`,
    [from, until],
  )
}
