import { call, pause, type Reply } from './api.ts'
import { callWithSession } from './session.ts'
import type { OrderAnswer, Problem } from './wire.ts'

/** What became of one press of the button. */
export type Outcome =
  /** The order is complete, or still being worked on: ask for the receipt. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'declined'; readonly code: string | undefined }
  /** The figures shown no longer hold. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** The link has ended meanwhile. */
  | { readonly kind: 'ended'; readonly code: string }
  /** There is no order yet. */
  | { readonly kind: 'none' }
  /** No answer came, and it is not known whether the order arrived. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'broken' }

export interface Press {
  readonly body: Readonly<Record<string, unknown>>
  /** One key for one press: trying it again never makes a second payment. */
  readonly idempotencyKey: string
  readonly onRetry: () => void
}

const retryAfterMs = [1000, 2000, 4000, 8000]

/** Sends an order; a lost line or a busy server is tried again with the same key. */
export async function placeOrder({ body, idempotencyKey, onRetry }: Press): Promise<Outcome> {
  const reply = await patiently(onRetry, () =>
    call<OrderAnswer>({ method: 'POST', path: '/api/order', body, idempotencyKey }),
  )
  return outcomeOf(reply)
}

/** Asks what has become of an order whose buyer was at their bank, as patiently. */
export async function resumeOrder(checkoutId: string, onRetry: () => void): Promise<Outcome> {
  const reply = await patiently(onRetry, () =>
    call<OrderAnswer>({ method: 'POST', path: '/api/checkout/resume', body: { checkoutId } }),
  )
  const isNone = reply.kind === 'problem' && reply.problem.code === 'not_found'
  return isNone ? { kind: 'none' } : outcomeOf(reply)
}

async function patiently(
  onRetry: () => void,
  make: () => Promise<Reply<OrderAnswer>>,
): Promise<Reply<OrderAnswer>> {
  let reply = await callWithSession(make)
  for (const delay of retryAfterMs) {
    if (!isWorthRetrying(reply)) break
    onRetry()
    await pause(reply.kind === 'problem' ? Math.max(delay, reply.retryAfterMs) : delay)
    reply = await callWithSession(make)
  }
  return reply
}

const passing = ['request_in_progress', 'rate_limited', 'not_ready', 'upstream_failed']

function isWorthRetrying(reply: Reply<OrderAnswer>): boolean {
  return reply.kind === 'lost' || (reply.kind === 'problem' && passing.includes(reply.problem.code))
}

function outcomeOf(reply: Reply<OrderAnswer>): Outcome {
  if (reply.kind === 'lost') return { kind: 'lost' }
  if (reply.kind === 'problem') return outcomeOfProblem(reply.problem)
  const { nextAction } = reply.body
  if (nextAction?.type === 'redirect') return { kind: 'redirect', url: nextAction.url }
  return { kind: 'taken' }
}

const ends = ['link_expired', 'link_revoked', 'link_superseded', 'link_not_open', 'link_unknown']
const alreadyTaken = ['link_completed', 'basket_completed', 'payment_in_progress', 'external_id_conflict']

function outcomeOfProblem(problem: Problem): Outcome {
  if (problem.status === 402) return { kind: 'declined', code: problem.decline_code }
  if (problem.code === 'changes_differ' || problem.code === 'preview_expired') return { kind: 'stale' }
  if (ends.includes(problem.code)) return { kind: 'ended', code: problem.code }
  if (alreadyTaken.includes(problem.code)) return { kind: 'taken' }
  if (passing.includes(problem.code)) return { kind: 'lost' }
  return problem.status >= 500 ? { kind: 'broken' } : { kind: 'refused', problem }
}
