import type { PayAnswer } from '../../src/contract/pay-link.ts'
import { call, pause, type Reply } from '../checkout/api.ts'

/** What became of a payment, as far as the page goes on from it. */
export type Outcome =
  | { readonly kind: 'paid' }
  /** Somebody is at it: ask again. */
  | { readonly kind: 'going-on' }
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'declined'; readonly code: string | undefined }
  /** Nobody has begun to pay. */
  | { readonly kind: 'none' }
  /** The link leads nowhere any more; the server's own page says why. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'broken' }

const token = () => location.pathname.split('/').pop() ?? ''

const retryAfterMs = [1000, 2000, 4000]

/** Pays with this card, or with the saved one. A lost line is tried again under the same key: the first answer is answered again. */
export async function pay(payment: Readonly<Record<string, unknown>> | undefined): Promise<Outcome> {
  const idempotencyKey = crypto.randomUUID()
  const body = { token: token(), ...(payment && { payment }) }
  const send = () => call<PayAnswer>({ method: 'POST', path: '/api/pay', body, idempotencyKey })
  let reply = await send()
  for (const delay of retryAfterMs) {
    if (!isWorthRetrying(reply)) break
    await pause(delay)
    reply = await send()
  }
  return outcomeOf(reply)
}

const askEveryMs = 1500
const mostAsks = 20

/** Asks how a payment stands that was begun, here or elsewhere; for a while, as long as somebody is at it. */
export async function resume(): Promise<Outcome> {
  for (let asked = 1; ; asked += 1) {
    const reply = await call<PayAnswer>({ method: 'POST', path: '/api/pay/resume', body: { token: token() } })
    const outcome = outcomeOf(reply)
    if (outcome.kind !== 'going-on' || asked === mostAsks) return outcome
    await pause(askEveryMs)
  }
}

const passing = ['request_in_progress', 'not_ready', 'upstream_failed']

function isWorthRetrying(reply: Reply<PayAnswer>): boolean {
  return reply.kind === 'lost' || (reply.kind === 'problem' && passing.includes(reply.problem.code))
}

function outcomeOf(reply: Reply<PayAnswer>): Outcome {
  if (reply.kind === 'lost') return { kind: 'lost' }
  if (reply.kind === 'problem') return outcomeOfProblem(reply.problem)
  const { status, nextAction } = reply.body
  if (nextAction !== undefined) return { kind: 'redirect', url: nextAction.url }
  return status === 'complete' ? { kind: 'paid' } : { kind: 'going-on' }
}

function outcomeOfProblem({
  status,
  code,
  decline_code,
}: Extract<Reply<PayAnswer>, { kind: 'problem' }>['problem']): Outcome {
  if (status === 402) return { kind: 'declined', code: decline_code }
  if (code === 'payment_in_progress') return { kind: 'going-on' }
  if (code === 'rate_limited') return { kind: 'too-many' }
  if (code === 'not_found') return { kind: 'none' }
  if (['link_expired', 'link_unknown', 'card_needed'].includes(code)) return { kind: 'ended' }
  return passing.includes(code) ? { kind: 'lost' } : { kind: 'broken' }
}
