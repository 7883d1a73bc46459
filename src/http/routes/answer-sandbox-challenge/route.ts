import formbody from '@fastify/formbody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { GatewayUnavailable } from '../../../ports/payment-gateway.ts'
import type { BankChallenge, SandboxBank } from '../../../ports/sandbox-bank.ts'
import type { Services } from '../../../ports/services.ts'
import { sendChallenge, sendChallengeEnd } from '../../challenge-answer.ts'
import { sendRefusal } from '../../errors.ts'
import { requireOwnForm } from '../../same-origin.ts'
import { outsideSandbox } from '../../sandbox-only.ts'
import type { HttpServer } from '../../server.ts'

const params = z.object({ id: z.string().max(100) })
const form = z.strictObject({ answer: z.enum(['approve', 'decline']) })

/** `POST /elements/sandbox/challenge/{id}`: what the buyer tells their bank, which then sends them back to the shop. */
export async function answerSandboxChallengeRoute(app: HttpServer, services: Services): Promise<void> {
  const { sandboxBank } = services
  // A scope of its own: elsewhere forms are not understood.
  await app.register(async (scope: HttpServer) => {
    scope.removeAllContentTypeParsers()
    await scope.register(formbody)
    scope.post(
      '/elements/sandbox/challenge/:id',
      { config: { access: { kind: 'public' } }, schema: { hide: true, params, body: form } },
      async (request, reply) => {
        if (sandboxBank === undefined) return sendRefusal(reply, outsideSandbox)
        const foreign = requireOwnForm(request, services)
        if (foreign !== undefined) return sendRefusal(reply, foreign)
        const { params, body } = request
        const before = await sandboxBank.challenge(params.id)
        const after = await tell(sandboxBank, params.id, body.answer)
        if (after === 'silent')
          return sendChallengeEnd(services, request, { reply, why: after, returnUrl: before?.returnUrl })
        return follow(services, request, { reply, before, after, answer: body.answer })
      },
    )
  })
}

async function tell(
  bank: SandboxBank,
  id: string,
  answer: 'approve' | 'decline',
): Promise<BankChallenge | 'silent' | undefined> {
  try {
    return await bank.answerChallenge(id, answer)
  } catch (error) {
    if (error instanceof GatewayUnavailable) return 'silent'
    throw error
  }
}

/** Back to the shop once the bank has its answer, also when it is given twice; an answer that changes nothing is told so. */
async function follow(
  services: Services,
  request: FastifyRequest,
  end: {
    readonly reply: FastifyReply
    readonly before: BankChallenge | undefined
    readonly after: BankChallenge | undefined
    readonly answer: 'approve' | 'decline'
  },
): Promise<FastifyReply> {
  const { reply, before, after, answer } = end
  const said = answer === 'approve' ? 'passed' : 'failed'
  const decided = after?.state === 'passed' || after?.state === 'failed'
  if (after !== undefined && decided && (before?.state === 'open' || after.state === said))
    return reply.redirect(after.returnUrl, 303)
  return sendChallenge(services, request, { reply, challenge: after })
}
