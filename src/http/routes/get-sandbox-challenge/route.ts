import { z } from 'zod'
import type { Services } from '../../../ports/services.ts'
import { sendChallenge } from '../../challenge-answer.ts'
import { sendRefusal } from '../../errors.ts'
import { outsideSandbox } from '../../sandbox-only.ts'
import type { HttpServer } from '../../server.ts'

const params = z.object({ id: z.string().max(100) })

/** `GET /elements/sandbox/challenge/{id}`: the page of the buyer's bank. It reads only. */
export function getSandboxChallengeRoute(app: HttpServer, services: Services): void {
  app.get(
    '/elements/sandbox/challenge/:id',
    { config: { access: { kind: 'public' } }, schema: { hide: true, params } },
    async (request, reply) => {
      if (services.sandboxBank === undefined) return sendRefusal(reply, outsideSandbox)
      const challenge = await services.sandboxBank.challenge(request.params.id)
      return sendChallenge(services, request, { reply, challenge })
    },
  )
}
