import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Instant } from '../../domain/time.ts'
import { NoticeRejected } from '../../ports/gateway-notice.ts'
import {
  type AuthoriseRequest,
  type GatewayMovement,
  type GatewayPayment,
  type GatewayRefund,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentGateway,
} from '../../ports/payment-gateway.ts'
import type { Sql } from '../postgres/sql.ts'
import { isRetryable, type TestCard, testCards } from './test-cards.ts'

type Call = 'authorise' | 'capture' | 'void' | 'refund' | 'lookup'

interface PaymentRow {
  readonly id: string
  readonly state: 'authorised' | 'declined' | 'captured' | 'voided'
  readonly amount: number
  readonly method_id: string | null
  readonly behaviour: string | null
  readonly decline_code: string | null
}

const paymentColumns = 'p.id, p.state, p.amount, p.method_id, m.behaviour, p.decline_code'
const payments = 'sandbox_gateway.payments p left join sandbox_gateway.methods m on m.id = p.method_id'

/**
 * A gateway of our own that behaves like a real one: it keeps its own books, knows its callers' keys, and can be told to be slow
 * or to lose its answers. `sql` must run on connections that no transaction of ours uses.
 */
export function sandboxGateway(sql: Sql): PaymentGateway {
  const faulty = <T>(call: Call, work: () => Promise<T>) => withFaults(sql, call, work)
  return {
    name: 'sandbox',
    element: { kind: 'sandbox', url: '/elements/sandbox', origins: { script: [], frame: [], connect: [] } },
    authorise: (request) => faulty('authorise', () => authorise(sql, request)),
    capture: ({ reference, amount }) => faulty('capture', () => capture(sql, reference, amount)),
    void: ({ reference }) => faulty('void', () => voidPayment(sql, reference)),
    refund: (request) => faulty('refund', () => refund(sql, request)),
    lookupRefund: (key) => faulty('lookup', () => lookupRefund(sql, key)),
    lookup: (key) => faulty('lookup', () => lookup(sql, key)),
    deleteMethod: async (reference) => {
      await sql.run('sandbox.delete-method', 'delete from sandbox_gateway.methods where id = $1', [reference])
    },
    readNotice: () => Promise.reject(new NoticeRejected('this gateway sends no notices')),
    movements: (span) => movements(sql, span),
  }
}

/** Carries the call out, then waits or loses the answer when that was asked for. */
async function withFaults<T>(sql: Sql, call: Call, work: () => Promise<T>): Promise<T> {
  const fault = await sql.row<{ lost: boolean; delay_ms: number }>(
    'sandbox.fault',
    `update sandbox_gateway.faults f set remaining = greatest(f.remaining - 1, 0) from sandbox_gateway.faults old
     where f.call = $1 and old.call = f.call returning old.remaining > 0 as lost, f.delay_ms`,
    [call],
  )
  const answer = await work()
  if (fault !== undefined && fault.delay_ms > 0) await pause(fault.delay_ms)
  if (fault?.lost) throw new GatewayUnavailable(`the answer to ${call} was lost`)
  return answer
}

async function authorise(sql: Sql, request: AuthoriseRequest): Promise<GatewayPayment> {
  const known = await lookup(sql, request.key)
  if (known !== undefined) return known
  const source = await resolveSource(sql, request)
  if (source === undefined) return declined(newId('gw_none'), 'invalid_token')
  const code = request.offSession ? source.card.offSessionDeclineCode : source.card.declineCode
  await sql.run(
    'sandbox.authorise',
    `insert into sandbox_gateway.payments (id, idempotency_key, state, amount, currency, method_id, decline_code)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (idempotency_key) do nothing`,
    [
      newId('gw_pay'),
      request.key,
      code === undefined ? 'authorised' : 'declined',
      request.amount,
      request.currency,
      source.methodId,
      code ?? null,
    ],
  )
  // Read again: with two calls under one key the first one counts.
  return existing(await lookup(sql, request.key))
}

/** The card behind a token or a saved method; a token becomes a saved method at once. */
async function resolveSource(
  sql: Sql,
  { source, key }: AuthoriseRequest,
): Promise<{ card: TestCard; methodId: string } | undefined> {
  if (source.kind === 'saved') {
    const row = await sql.row<{ behaviour: string }>(
      'sandbox.method',
      'select behaviour from sandbox_gateway.methods where id = $1',
      [source.reference],
    )
    const card = row && testCards[row.behaviour]
    return card && { card, methodId: source.reference }
  }
  const card = testCards[source.token]
  if (card === undefined) return undefined
  const methodId = `gw_pm_${key}`
  await sql.run(
    'sandbox.save-method',
    `insert into sandbox_gateway.methods (id, behaviour, brand, last4, expiry_month, expiry_year)
     values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [methodId, source.token, card.card.brand, card.card.last4, card.card.expiryMonth, card.card.expiryYear],
  )
  return { card, methodId }
}

async function capture(sql: Sql, reference: string, amount: number): Promise<GatewayPayment> {
  const moved = await sql.run(
    'sandbox.capture',
    `update sandbox_gateway.payments set state = 'captured', captured_amount = $2, updated_at = now()
     where id = $1 and state = 'authorised' and amount >= $2`,
    [reference, amount],
  )
  const payment = existing(await byReference(sql, reference))
  if (moved === 0 && payment.state !== 'captured')
    throw new GatewayRefused(`cannot capture ${payment.state} payment`)
  return payment
}

async function voidPayment(sql: Sql, reference: string): Promise<GatewayPayment> {
  await sql.run(
    'sandbox.void',
    `update sandbox_gateway.payments set state = 'voided', updated_at = now() where id = $1 and state = 'authorised'`,
    [reference],
  )
  const payment = existing(await byReference(sql, reference))
  if (payment.state === 'captured') throw new GatewayRefused('cannot void a captured payment')
  return payment
}

/** One statement decides, so that two refunds at once never give back more than was captured. */
async function refund(
  sql: Sql,
  { key, reference, amount }: { key: string; reference: string; amount: number },
): Promise<GatewayRefund> {
  const row = await sql.row<{ id: string }>(
    'sandbox.refund',
    `with known as (select id from sandbox_gateway.refunds where idempotency_key = $2),
     taken as (
       update sandbox_gateway.payments set refunded_amount = refunded_amount + $4, updated_at = now()
       where id = $3 and state = 'captured' and refunded_amount + $4 <= captured_amount and not exists (select 1 from known)
       returning id),
     made as (insert into sandbox_gateway.refunds (id, idempotency_key, payment_id, amount)
       select $1, $2, id, $4 from taken returning id)
     select id from known union all select id from made`,
    [newId('gw_ref'), key, reference, amount],
  )
  if (row === undefined) throw new GatewayRefused('more would go back than was captured')
  return { reference: row.id, state: 'refunded' }
}

async function lookupRefund(sql: Sql, key: string): Promise<GatewayRefund | undefined> {
  const row = await sql.row<{ id: string }>(
    'sandbox.refund-by-key',
    'select id from sandbox_gateway.refunds where idempotency_key = $1',
    [key],
  )
  return row && { reference: row.id, state: 'refunded' }
}

async function* movements(sql: Sql, { from, until }: { from: Instant; until: Instant }) {
  const rows = await sql.rows<GatewayMovement>(
    'sandbox.movements',
    `select 'payment' as kind, id as reference, idempotency_key as key, state, currency, updated_at as at,
       case state when 'captured' then captured_amount else amount end as amount
     from sandbox_gateway.payments
     where state in ('authorised', 'captured') and amount > 0 and updated_at >= $1 and updated_at < $2
     union all
     select 'refund', r.id, r.idempotency_key, 'refunded', p.currency, r.created_at, r.amount
     from sandbox_gateway.refunds r join sandbox_gateway.payments p on p.id = r.payment_id
     where r.created_at >= $1 and r.created_at < $2`,
    [from, until],
  )
  yield* rows
}

async function lookup(sql: Sql, key: string): Promise<GatewayPayment | undefined> {
  const row = await sql.row<PaymentRow>(
    'sandbox.by-key',
    `select ${paymentColumns} from ${payments} where p.idempotency_key = $1`,
    [key],
  )
  return row && toPayment(row)
}

async function byReference(sql: Sql, reference: string): Promise<GatewayPayment | undefined> {
  const row = await sql.row<PaymentRow>(
    'sandbox.by-id',
    `select ${paymentColumns} from ${payments} where p.id = $1`,
    [reference],
  )
  return row && toPayment(row)
}

function toPayment(row: PaymentRow): GatewayPayment {
  if (row.state === 'declined') return declined(row.id, row.decline_code ?? 'card_declined')
  return {
    state: row.state,
    reference: row.id,
    amount: row.amount,
    methodReference: row.method_id ?? '',
    card: row.behaviour === null ? undefined : testCards[row.behaviour]?.card,
  }
}

function declined(reference: string, declineCode: string): GatewayPayment {
  return { state: 'declined', reference, declineCode, retryable: isRetryable(declineCode) }
}

function existing(payment: GatewayPayment | undefined): GatewayPayment {
  if (payment === undefined) throw new GatewayRefused('no such payment')
  return payment
}

function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}
