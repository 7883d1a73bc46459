import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../domain/caller.ts'
import { isRefused } from '../domain/refusal.ts'
import { submitOrder } from '../orders/submit.ts'
import type { Services } from '../ports/services.ts'
import { callerOf } from './auth.ts'
import { setReceiptCookie } from './checkout-cookie.ts'
import { sendRefusal } from './errors.ts'

const retryAfterSeconds = 2

/** Submits the order of a request: 200 with its result, 202 when it takes longer than its caller waits, or the problem. */
export async function answerSubmit(services: Services, request: FastifyRequest, reply: FastifyReply) {
  const caller = callerOf(request)
  const answer = await submitOrder(services, caller, request.body)
  if (isRefused(answer)) {
    if (answer.code === 'payment_in_progress') reply.header('retry-after', retryAfterSeconds)
    return sendRefusal(reply, answer)
  }
  // The browser that bought may look at its confirmation when the token is long over.
  if (caller.kind === 'customer') setReceiptCookie(reply, services, caller.basketId)
  const goesOn = answer.status === 'processing' && waitsForResult(caller, request.body)
  return reply.status(goesOn ? 202 : 200).send(answer)
}

/** Who only queues an order is done once it is in the queue, wherever it stands there. */
function waitsForResult(caller: Caller, body: unknown): boolean {
  if (caller.kind === 'customer') return true
  return (
    typeof body === 'object' &&
    body !== null &&
    'process_immediately' in body &&
    body.process_immediately === true
  )
}
