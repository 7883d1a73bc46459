import { z } from 'zod'
import { described } from '../../../contract/parts.ts'
import { isRefused, type Refusal, refuse } from '../../../domain/refusal.ts'
import { takeNotice } from '../../../payments/take-notice.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'
import { TokenBuckets } from '../../token-buckets.ts'

/** More than any gateway sends. */
const bodyLimitBytes = 262_144

/** Of what nobody signed, so much from one address is answered in full; whatever bears a signature is always taken. */
const unsigned = { perSecond: 1, burst: 60 }

const params = z.object({
  gateway: described(z.string().min(1).max(40), 'The gateway as it is named on payments.', 'sandbox'),
})

const body = z.unknown().meta({
  description:
    "The gateway's message, byte by byte as it was signed. Its form is the gateway's own, and so is the header with the signature.",
  examples: [{ id: 'evt_1Q2w3E4r5T6y', type: 'payment_intent.succeeded' }],
})

export async function takeNoticeRoute(app: HttpServer, services: Services): Promise<void> {
  const rejected = new TokenBuckets(unsigned)
  // A scope of its own: a signature is made over bytes, so here JSON stays as it came.
  await app.register(async (scope: HttpServer) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) =>
      done(null, bytes),
    )
    scope.post(
      '/api/gateways/:gateway/notices',
      {
        bodyLimit: bodyLimitBytes,
        config: { access: { kind: 'public' } },
        schema: {
          operationId: 'takeNotice',
          summary: 'Tell what happened to a payment',
          description:
            'Gateways call this by themselves; it is the one address to enter in their dashboards as a webhook. A notice is kept before it is answered with 200, and taken once however often it comes, in whatever order. It is not believed: how things stand is asked of the gateway. At most 256 kB.',
          tags: ['Gateways'],
          params,
          body,
          response: {
            200: z
              .object({ received: described(z.literal(true), 'It is kept.', true) })
              .meta({ description: 'The notice is kept, or was before.' }),
          },
        },
      },
      async (request, reply) => {
        const { body: bytes, headers } = request
        const message = { body: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0), headers }
        const refusal = await takeNotice(services, request.params.gateway, message)
        if (!isRefused(refusal)) return { received: true as const }
        return sendRefusal(
          reply,
          bounded(refusal, rejected.take(request.ip, services.clock.system()).allowed),
        )
      },
    )
  })
}

/** Whoever floods us is told less, and no gateway repeats for ever what it did not sign. */
function bounded(refusal: Refusal, allowed: boolean): Refusal {
  return allowed ? refusal : refuse('rate_limited', 'Too many messages that no gateway has signed.')
}
