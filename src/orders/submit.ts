import type { Caller } from '../domain/caller.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { isRefused, type Refusal, refuse } from '../domain/refusal.ts'
import { type ParsedOrder, refuseIncomplete } from '../order-types/registry.ts'
import { RaceLost } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { acceptOrder } from './accept.ts'
import type { OrderAnswer } from './answer.ts'
import { answerOf } from './answer.ts'
import { draftOrder, type OrderDraft } from './draft-order.ts'
import { answerEarlier, findEarlier } from './earlier.ts'
import { parseFor } from './parse-for.ts'
import { answerDone, runHere } from './run-here.ts'

/**
 * Accepts an order and, when it asks for that, runs it. The same order again is answered with the first; a waiting one takes the
 * new means of payment as its next attempt.
 */
export async function submitOrder(
  services: Services,
  caller: Caller,
  body: unknown,
): Promise<OrderAnswer | Refusal> {
  const parsed = parseFor(caller, body)
  return isRefused(parsed) ? parsed : submitParsed(services, caller, parsed)
}

/** The same for an order that was never on the wire. */
export function submitParsed(
  services: Services,
  caller: Caller,
  parsed: ParsedOrder,
): Promise<OrderAnswer | Refusal> {
  return untilNobodyIsFaster(() => submitOnce(services, caller, parsed))
}

/** Begins again whenever another request was faster: what that one made is found then. */
export async function untilNobodyIsFaster<T>(work: () => Promise<T>): Promise<T | Refusal> {
  for (let losses = 0; ; losses += 1) {
    try {
      return await work()
    } catch (error) {
      // What the faster request made is found on the next round.
      if (!(error instanceof RaceLost)) throw error
      if (losses === mostLosses) return crowded
    }
  }
}

const mostLosses = 3

const crowded = refuse(
  'payment_in_progress',
  'Many others pay for this order at this very moment. Wait for its result.',
)

async function submitOnce(
  services: Services,
  caller: Caller,
  parsed: ParsedOrder,
): Promise<OrderAnswer | Refusal> {
  const draft = await draftOrder(services, caller, parsed)
  if (isRefused(draft)) return draft
  return submitDraft(services, {
    draft,
    requestHash: hashOf(services, parsed),
    immediately: runsNow(caller, parsed),
  })
}

/** Accepts the order, or answers with the one that stands already. Throws `RaceLost` when another request was faster. */
export async function submitDraft(services: Services, request: Submission): Promise<OrderAnswer | Refusal> {
  const { draft } = request
  const earlier = await findEarlier(services, draft)
  return earlier === undefined ? submitNew(services, request) : answerEarlier(services, request, earlier)
}

export interface Submission {
  readonly draft: OrderDraft
  /** Two requests with the same hash ask for the same thing. */
  readonly requestHash: string
  readonly immediately: boolean
}

/** A customer waits for the result; a client says whether it does. */
function runsNow(caller: Caller, { envelope }: ParsedOrder): boolean {
  return caller.kind === 'customer' || envelope.processImmediately
}

/** Payment, and what only says how to process, are outside of what makes two requests the same. */
function hashOf({ secrets }: Pick<Services, 'secrets'>, { order, envelope }: ParsedOrder): string {
  const same = {
    order: {
      ...order,
      paymentType: undefined,
      savedPaymentMethodId: undefined,
      elsewhere: undefined,
      means: undefined,
    },
    envelope: {
      ...envelope,
      processImmediately: undefined,
      previewId: undefined,
      expectedFingerprint: undefined,
    },
  }
  return secrets.hash(canonicalJson(same)).toString('hex')
}

async function submitNew(services: Services, request: Submission): Promise<OrderAnswer | Refusal> {
  const incomplete = refuseIncomplete(request.draft.order, request.draft.payment)
  if (incomplete) return incomplete
  const accepted = await acceptOrder(services, request)
  if (isRefused(accepted)) return answerOfWinner(services, request, accepted)
  if (!request.immediately) return answerOf(accepted.order)
  return accepted.lease === undefined
    ? answerDone(services, accepted.order)
    : runHere(services, accepted.order, { lease: accepted.lease })
}

/** The same order may have been made since we looked, and what it did be why this one is refused: then it is the answer. */
async function answerOfWinner(
  services: Services,
  request: Submission,
  refusal: Refusal,
): Promise<OrderAnswer | Refusal> {
  const winner = await findEarlier(services, request.draft)
  return winner === undefined ? refusal : answerEarlier(services, request, winner)
}
