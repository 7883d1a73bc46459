import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RefusalCode } from '../domain/refusal.ts'
import { pageHeaders } from '../pages/headers.ts'
import { endedPayPage } from '../pages/pay-page.ts'
import type { Services } from '../ports/services.ts'
import { languageOf, surroundingsOf } from './message-pages.ts'
import { problemKinds } from './problems.ts'

/** Says in a page why a payment link leads nowhere, with the status that the refusal has everywhere. */
export async function sendEndedPayLink(
  services: Pick<Services, 'settings' | 'sandbox'>,
  request: FastifyRequest,
  { reply, code }: { readonly reply: FastifyReply; readonly code: RefusalCode },
): Promise<FastifyReply> {
  const around = surroundingsOf(services, languageOf(request, {}))
  return reply
    .status(problemKinds[code].status)
    .serializer((page: string) => page)
    .headers(pageHeaders(around.settings.logoUrl))
    .send(await endedPayPage(code, around))
}
