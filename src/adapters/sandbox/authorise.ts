import { type AuthoriseRequest, type GatewayPayment, GatewayRefused } from '../../ports/payment-gateway.ts'
import type { Sql } from '../postgres/sql.ts'
import { newId } from './new-id.ts'
import { lookup } from './payments.ts'
import { type TestCard, testCards } from './test-cards.ts'

export async function authorise(sql: Sql, request: AuthoriseRequest): Promise<GatewayPayment> {
  const known = await lookup(sql, request.key)
  if (known !== undefined) return known
  const source = await resolveSource(sql, request)
  const { state, declineCode } = decide(source?.card, request)
  await sql.run(
    'sandbox.authorise',
    `insert into sandbox_gateway.payments
       (id, idempotency_key, state, amount, currency, method_id, decline_code, return_url, challenge_id, authorised_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $3 = 'authorised' then now() end)
     on conflict (idempotency_key) do nothing`,
    [
      newId('gw_pay'),
      request.key,
      state,
      request.amount,
      request.currency,
      source?.methodId ?? null,
      declineCode ?? null,
      request.returnUrl,
      state === 'challenged' ? newId('gw_challenge') : null,
    ],
  )
  // Read again: with two calls under one key the first one counts.
  const made = await lookup(sql, request.key)
  if (made === undefined) throw new GatewayRefused('no such payment')
  return made
}

interface Decision {
  readonly state: 'authorised' | 'challenged' | 'declined'
  readonly declineCode?: string | undefined
}

/** Off session nobody can be challenged; without a card there is nothing to decide. */
function decide(card: TestCard | undefined, { offSession }: AuthoriseRequest): Decision {
  if (card === undefined) return { state: 'declined', declineCode: 'invalid_token' }
  const declineCode = offSession ? card.offSessionDeclineCode : card.declineCode
  if (declineCode !== undefined) return { state: 'declined', declineCode }
  return { state: card.challenge === undefined || offSession ? 'authorised' : 'challenged' }
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
