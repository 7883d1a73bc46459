import { type GatewayPayment, GatewayRefused } from '../../ports/payment-gateway.ts'
import type { Sql } from '../postgres/sql.ts'
import { challengeAddress } from './challenge-address.ts'
import { planDisputes } from './disputes.ts'
import { tellOfChanged, tellOfMoved } from './notice-outbox.ts'
import { isRetryable, testCards } from './test-cards.ts'

interface PaymentRow {
  readonly id: string
  readonly state: GatewayPayment['state']
  readonly amount: number
  readonly captured_amount: number
  readonly method_id: string | null
  readonly behaviour: string | null
  readonly decline_code: string | null
  readonly challenge_id: string | null
}

const columns =
  'p.id, p.state, p.amount, p.captured_amount, p.method_id, m.behaviour, p.decline_code, p.challenge_id'
const payments = 'sandbox_gateway.payments p left join sandbox_gateway.methods m on m.id = p.method_id'

export async function lookup(sql: Sql, key: string): Promise<GatewayPayment | undefined> {
  const row = await sql.row<PaymentRow>(
    'sandbox.by-key',
    `select ${columns} from ${payments} where p.idempotency_key = $1`,
    [key],
  )
  return row && toPayment(row)
}

export async function capture(sql: Sql, reference: string, amount: number): Promise<GatewayPayment> {
  const moved = await sql.run(
    'sandbox.capture',
    `with moved as (
       update sandbox_gateway.payments
       set state = 'captured', captured_amount = $2, captured_at = now(), updated_at = now()
       where id = $1 and state = 'authorised' and amount >= $2
       returning id, idempotency_key as key, method_id, currency, captured_amount),
     changed as (${planDisputes}),
     disputed as (${tellOfChanged})
     ${tellOfMoved}`,
    [reference, amount],
  )
  const payment = await byReference(sql, reference)
  if (moved === 0 && payment.state !== 'captured')
    throw new GatewayRefused(`cannot capture ${payment.state} payment`)
  return payment
}

/** Ends a challenge as well: whoever passes it afterwards releases nothing. */
export async function voidPayment(sql: Sql, reference: string): Promise<GatewayPayment> {
  await sql.run(
    'sandbox.void',
    `update sandbox_gateway.payments set state = 'voided', updated_at = now()
     where id = $1 and state in ('authorised', 'challenged')`,
    [reference],
  )
  const payment = await byReference(sql, reference)
  if (payment.state === 'captured') throw new GatewayRefused('cannot void a captured payment')
  return payment
}

async function byReference(sql: Sql, reference: string): Promise<GatewayPayment> {
  const row = await sql.row<PaymentRow>(
    'sandbox.by-id',
    `select ${columns} from ${payments} where p.id = $1`,
    [reference],
  )
  if (row === undefined) throw new GatewayRefused('no such payment')
  return toPayment(row)
}

function toPayment(row: PaymentRow): GatewayPayment {
  const reference = row.id
  switch (row.state) {
    case 'declined': {
      const declineCode = row.decline_code ?? 'card_declined'
      return { state: 'declined', reference, declineCode, retryable: isRetryable(declineCode) }
    }
    case 'challenged':
      return { state: 'challenged', reference, url: challengeAddress(row.challenge_id ?? '') }
    default:
      return {
        state: row.state,
        reference,
        amount: row.state === 'captured' ? row.captured_amount : row.amount,
        methodReference: row.method_id ?? '',
        card: row.behaviour === null ? undefined : testCards[row.behaviour]?.card,
      }
  }
}
