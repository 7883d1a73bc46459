import type { BankChallenge } from '../../ports/sandbox-bank.ts'
import type { Sql } from '../postgres/sql.ts'
import { tellOfMoved } from './notice-outbox.ts'
import { testCards } from './test-cards.ts'

interface ChallengeRow {
  readonly state: 'challenged' | 'authorised' | 'declined' | 'captured' | 'voided'
  readonly amount: number
  readonly currency: string
  readonly return_url: string
  readonly behaviour: string | null
}

const states: Readonly<Record<ChallengeRow['state'], BankChallenge['state']>> = {
  challenged: 'open',
  authorised: 'passed',
  captured: 'passed',
  declined: 'failed',
  voided: 'ended',
}

const find = (sql: Sql, id: string) =>
  sql.row<ChallengeRow>(
    'sandbox.challenge',
    `select p.state, p.amount, p.currency, p.return_url, m.behaviour
     from sandbox_gateway.payments p left join sandbox_gateway.methods m on m.id = p.method_id
     where p.challenge_id = $1`,
    [id],
  )

export async function findChallenge(sql: Sql, id: string): Promise<BankChallenge | undefined> {
  const row = await find(sql, id)
  if (row === undefined) return undefined
  const { amount, currency, return_url: returnUrl } = row
  const last4 = cardOf(row)?.card.last4
  return { amount, currency, last4, state: states[row.state], returnUrl }
}

/** Moves the payment only while it waits: an answer after another one, or after a void, changes nothing. */
export async function answerChallenge(
  sql: Sql,
  id: string,
  answer: 'approve' | 'decline',
): Promise<BankChallenge | undefined> {
  const row = await find(sql, id)
  if (row === undefined) return undefined
  const passes = answer === 'approve' && cardOf(row)?.challenge === 'passes'
  await sql.run(
    'sandbox.answer-challenge',
    `with moved as (
       update sandbox_gateway.payments set
         state = case when $2 then 'authorised' else 'declined' end,
         authorised_at = case when $2 then now() end,
         decline_code = case when $2 then null else 'authentication_failed' end,
         updated_at = now()
       where challenge_id = $1 and state = 'challenged' returning idempotency_key as key)
     ${tellOfMoved}`,
    [id, passes],
  )
  return findChallenge(sql, id)
}

function cardOf({ behaviour }: ChallengeRow) {
  return behaviour === null ? undefined : testCards[behaviour]
}
