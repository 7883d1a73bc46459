/**
 * What the gateway has to tell is written by the statement that changes its books, so that neither is there without the other. These
 * are the ends of such statements.
 */

const id = `'gw_evt_' || replace(gen_random_uuid()::text, '-', '')`

/** Each is held up for another share of the delay that was asked for, at least half, so that they overtake one another. */
const dueAt = `now() + (0.5 + random() / 2) * interval '1 millisecond'
  * coalesce((select delay_ms from sandbox_gateway.faults where call = 'notice'), 0)`

/** Tells of each `key` of the rows that follow (`from …`). */
export function noticeRow(about: 'payment' | 'refund'): string {
  return `insert into sandbox_gateway.notices (id, body, due_at)
    select ${id}, jsonb_build_object('about', '${about}', 'key', key), ${dueAt}`
}

/** Tells of the payments in the statement's part `moved`. */
export const tellOfMoved = `${noticeRow('payment')} from moved`

/** Tells of the disputes in the statement's part `changed`, as they stand after it, and of none before it is opened. */
export const tellOfChanged = `insert into sandbox_gateway.notices (id, body, due_at)
  select ${id}, jsonb_build_object('about', 'dispute', 'dispute', jsonb_build_object(
    'reference', id, 'paymentReference', payment_id, 'amount', amount, 'currency', currency, 'reason', reason,
    'status', status,
    'evidenceDueAt', to_char(evidence_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), greatest(opened_at, ${dueAt})
  from changed`
