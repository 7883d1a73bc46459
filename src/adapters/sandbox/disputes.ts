import type { BankDispute } from '../../ports/sandbox-bank.ts'
import type { Sql } from '../postgres/sql.ts'
import { tellOfChanged } from './notice-outbox.ts'
import { testCards } from './test-cards.ts'

const disputed = Object.entries(testCards).flatMap(([token, { disputeReason }]) =>
  disputeReason === undefined ? [] : [`('${token}', '${disputeReason}')`],
)

/** How long buyers need to look at their statements. */
const opensAfter = `interval '1 minute'`

/** Plans a dispute of every payment in the statement's part `moved` whose card is one for it. */
export const planDisputes = `insert into sandbox_gateway.disputes
    (id, payment_id, amount, currency, reason, status, opened_at, evidence_due_at)
  select 'gw_dp_' || replace(gen_random_uuid()::text, '-', ''), moved.id, moved.captured_amount, moved.currency,
    c.reason, 'open', now() + ${opensAfter}, now() + ${opensAfter} + interval '7 days'
  from moved join sandbox_gateway.methods m on m.id = moved.method_id
  join (values ${disputed.join(', ')}) as c (token, reason) on c.token = m.behaviour
  where moved.captured_amount > 0
  returning *`

/** Opens now what is planned. */
export async function openDisputes(sql: Sql): Promise<void> {
  await sql.run(
    'sandbox.open-disputes',
    `with opened as (
       update sandbox_gateway.disputes set opened_at = now() where opened_at > now() returning id)
     update sandbox_gateway.notices n set due_at = now() from opened
     where n.body #>> '{dispute,reference}' = opened.id`,
  )
}

/** Ends every open dispute so. */
export async function endDisputes(sql: Sql, status: 'won' | 'lost'): Promise<void> {
  await sql.run(
    'sandbox.end-disputes',
    `with changed as (
       update sandbox_gateway.disputes set status = $1 where status = 'open' and opened_at <= now() returning *)
     ${tellOfChanged}`,
    [status],
  )
}

export function listDisputes(sql: Sql): Promise<readonly BankDispute[]> {
  return sql.rows<BankDispute>(
    'sandbox.disputes',
    `select id as reference, payment_id as "paymentReference", amount, currency, reason, status
     from sandbox_gateway.disputes where opened_at <= now() order by opened_at desc, id limit 100`,
  )
}
