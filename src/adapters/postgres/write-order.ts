import type { NewEvent } from '../../ports/event-store.ts'
import type { Mail } from '../../ports/mailer.ts'
import { type OrderWrite, RaceLost } from '../../ports/order-store.ts'
import { toRow } from './rows.ts'
import { changedRows, stateParts } from './save-state.ts'
import type { Sql } from './sql.ts'

const orderColumns = [
  'id',
  'order_reference',
  'order_type',
  'status',
  'owner_id',
  'client_id',
  'actor',
  'checkout_id',
  'external_id',
  'external_key',
  'source',
  'initiated_source',
  'request',
  'request_hash',
  'instant_at',
  'expected_fingerprint',
  'fingerprint',
  'changeset',
  'failure',
  'created_at',
  'updated_at',
  'completed_at',
]

/** The rest of an order is fixed when it is accepted. */
const movingColumns = [
  'status',
  'request',
  'request_hash',
  'instant_at',
  'expected_fingerprint',
  'fingerprint',
  'changeset',
  'failure',
  'updated_at',
  'completed_at',
]

const attemptColumns = [
  'order_id',
  'n',
  'state',
  'amount',
  'currency',
  'type',
  'gateway',
  'token',
  'payment_method_id',
  'gateway_reference',
  'method',
  'decline_code',
  'decline_retryable',
  'challenge_url',
  'challenged_at',
  'off_session',
  'created_at',
  'updated_at',
]

const movingAttemptColumns = [
  'state',
  'gateway_reference',
  'method',
  'decline_code',
  'decline_retryable',
  'challenge_url',
  'challenged_at',
  'updated_at',
]

const overwrite = (columns: readonly string[]) =>
  columns.map((column) => `${column} = excluded.${column}`).join(', ')

const orderParts = [
  `new_order as (
    insert into orders (${orderColumns.join(', ')}, lease_holder, lease_until)
    select ${orderColumns.join(', ')}, $2, clock_timestamp() + make_interval(secs => $3)
    from jsonb_populate_record(null::orders, (select j -> 'order' from given))
    on conflict (id) do update set ${overwrite(movingColumns)})`,
  `new_attempts as (
    insert into payment_attempts (${attemptColumns.join(', ')})
    select ${attemptColumns.join(', ')}
    from jsonb_populate_recordset(null::payment_attempts, (select j -> 'attempts' from given))
    on conflict (order_id, n) do update set ${overwrite(movingAttemptColumns)})`,
  `moved_link as (
    update links set state = j -> 'link' ->> 'to', updated_at = (j ->> 'at')::timestamptz
    from given where basket_id = j -> 'link' ->> 'basketId' and j -> 'link' -> 'from' ? state)`,
  `new_events as (
    insert into events (id, type, owner_id, subject_id, order_id, data, created_at)
    select id, type, owner_id, subject_id, order_id, data, created_at
    from jsonb_populate_recordset(null::events, (select j -> 'events' from given)) on conflict (id) do nothing)`,
  `new_steps as (
    insert into process_events (id, order_id, owner_id, status, steps, created_at, updated_at)
    select id, order_id, owner_id, status, steps, created_at, updated_at
    from jsonb_populate_record(null::process_events, (select j -> 'process' from given))
    on conflict (order_id) do update set status = excluded.status, updated_at = excluded.updated_at,
      steps = process_events.steps || excluded.steps)`,
  `new_mails as (
    insert into mails (key, to_address, subject, text_body, html_body, created_at)
    select key, to_address, subject, text_body, html_body, created_at
    from jsonb_populate_recordset(null::mails, (select j -> 'mails' from given)) on conflict (key) do nothing)`,
]

const given = 'given as (select $1::jsonb as j)'
const small = `with ${[given, ...orderParts].join(',\n')}\nselect 1`
const whole = `with ${[given, ...orderParts, ...stateParts].join(',\n')}\nselect 1`

/** One statement for everything that one step of an order writes. The state's tables take part only when it changed. */
export async function writeOrder(sql: Sql, write: OrderWrite): Promise<void> {
  const changed = write.before !== write.after
  const values = [JSON.stringify(rowsOf(write, changed)), write.lease.holder || null, write.lease.seconds]
  try {
    await sql.run(changed ? 'orders.write-whole' : 'orders.write', changed ? whole : small, values)
  } catch (error) {
    if (isKeyTaken(error)) throw new RaceLost(`order ${write.order.id} was refused: its key is taken`)
    throw error
  }
}

function rowsOf(write: OrderWrite, changed: boolean): object {
  const { order, at } = write
  return {
    at,
    order: toRow(order),
    attempts: write.attempts.map(toRow),
    link: write.link ?? null,
    events: write.events.map((event: NewEvent) => toRow(event)),
    mails: write.mails.map((mail) => mailRow(mail, at)),
    process: {
      id: order.id.replace('order-', 'process_event-'),
      order_id: order.id,
      owner_id: order.ownerId,
      status: processStatus[order.status] ?? 'processing',
      steps: write.steps,
      created_at: at,
      updated_at: at,
    },
    ...(changed ? { state: changedRows(write) } : {}),
  }
}

const processStatus: Readonly<Record<string, string>> = {
  complete: 'processed',
  scheduled: 'processed',
  failed: 'failed',
  cancelled: 'failed',
}

function mailRow(mail: Mail, at: string): object {
  return {
    key: mail.key,
    to_address: mail.to,
    subject: mail.subject,
    text_body: mail.text,
    html_body: mail.html,
    created_at: at,
  }
}

const uniqueViolation = '23505'
const orderKeys: readonly unknown[] = [
  'orders_checkout_id',
  'orders_external_key',
  'orders_order_reference_key',
]

function isKeyTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === uniqueViolation &&
    'constraint' in error &&
    orderKeys.includes(error.constraint)
  )
}
