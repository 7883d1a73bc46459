import type { BankDispute } from '../../ports/sandbox-bank.ts'
import type { Sql } from '../postgres/sql.ts'
import { tellOfChanged } from './notice-outbox.ts'
import { testCards } from './test-cards.ts'

const disputed = Object.entries(testCards).flatMap(([token, { disputeReason }]) =>
  disputeReason === undefined ? [] : [{ token, reason: disputeReason }],
)

const tokens = disputed.map(({ token }) => token)
const reasons = disputed.map(({ reason }) => reason)

/** Opens a dispute of every payment that was captured from such a card at least so long ago, and has none yet. */
export async function openDisputes(sql: Sql, afterMs: number): Promise<void> {
  await sql.run(
    'sandbox.open-disputes',
    `with changed as (
       insert into sandbox_gateway.disputes (id, payment_id, amount, currency, reason, status, evidence_due_at)
       select 'gw_dp_' || replace(gen_random_uuid()::text, '-', ''), p.id, p.captured_amount, p.currency, c.reason,
         'open', now() + interval '7 days'
       from sandbox_gateway.payments p join sandbox_gateway.methods m on m.id = p.method_id
       join unnest($1::text[], $2::text[]) as c (token, reason) on c.token = m.behaviour
       where p.state = 'captured' and p.captured_amount > 0
         and p.captured_at <= now() - $3 * interval '1 millisecond'
         and not exists (select 1 from sandbox_gateway.disputes d where d.payment_id = p.id)
       on conflict (payment_id) do nothing returning *)
     ${tellOfChanged}`,
    [tokens, reasons, afterMs],
  )
}

/** Ends every open dispute so. */
export async function endDisputes(sql: Sql, status: 'won' | 'lost'): Promise<void> {
  await sql.run(
    'sandbox.end-disputes',
    `with changed as (
       update sandbox_gateway.disputes set status = $1 where status = 'open' returning *)
     ${tellOfChanged}`,
    [status],
  )
}

export function listDisputes(sql: Sql): Promise<readonly BankDispute[]> {
  return sql.rows<BankDispute>(
    'sandbox.disputes',
    `select id as reference, payment_id as "paymentReference", amount, currency, reason, status
     from sandbox_gateway.disputes order by opened_at desc, id limit 100`,
  )
}
