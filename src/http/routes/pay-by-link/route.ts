import type { FastifyReply } from 'fastify'
import { payAnswer, payBody } from '../../../contract/pay-link.ts'
import { isRefused, refuse } from '../../../domain/refusal.ts'
import { toPayment } from '../../../order-types/to-payment.ts'
import { type CardGiven, payByLink } from '../../../orders/pay-by-link.ts'
import type { Services } from '../../../ports/services.ts'
import { linkedInvoiceOf } from '../../auth.ts'
import { setPayCookie } from '../../checkout-cookie.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'
import { TokenBuckets } from '../../token-buckets.ts'

/** Nobody tries more cards on one invoice by hand, and whoever tries stolen ones gets no further here. */
const triesAtOnce = 10
const triesPerSecond = 1 / 60

const retryAfterSeconds = 2

export function payByLinkRoute(app: HttpServer, services: Services): void {
  const tries = new TokenBuckets({ perSecond: triesPerSecond, burst: triesAtOnce })
  app.post(
    '/api/pay',
    {
      config: { access: { kind: 'pay-link' } },
      schema: {
        operationId: 'payByLink',
        summary: 'Pay the invoice of a payment link',
        description:
          'The page behind a payment link calls this. Without `payment` it charges what the subscription is charged with; with it that card, which then takes the place of the subscription’s. Its holder is there, so their bank may ask for them: `pending-payment` with `nextAction`. An invoice is paid once, however often and from wherever this is called; 402 when the bank says no. Ten tries at once for one invoice, then one a minute. Only pages of this server may call it.',
        tags: ['Checkout page'],
        body: payBody,
        response: { 200: payAnswer, 202: payAnswer },
      },
    },
    async (request, reply) => {
      const { token, payment } = request.body
      const invoiceId = linkedInvoiceOf(request)
      const { allowed, waitMs } = tries.take(invoiceId, services.clock.system())
      if (!allowed) return refuseTries(reply, waitMs)
      const answer = await payByLink(services, invoiceId, cardOf(payment))
      if (isRefused(answer)) {
        if (answer.code === 'payment_in_progress') reply.header('retry-after', retryAfterSeconds)
        return sendRefusal(reply, answer)
      }
      setPayCookie(reply, services, { invoiceId, token })
      return reply.status(answer.status === 'processing' ? 202 : 200).send(answer)
    },
  )
}

function cardOf(wire: Parameters<typeof toPayment>[0] | undefined): CardGiven {
  const payment = wire && toPayment(wire)
  return payment?.type === 'card' ? payment : undefined
}

function refuseTries(reply: FastifyReply, waitMs: number): FastifyReply {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000))
  return sendRefusal(
    reply,
    refuse('rate_limited', 'Too many payments were tried for this invoice. Try again in a few minutes.', {
      extra: { retryAfter },
    }),
  )
}
