import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../domain/refusal.ts'
import { pageHeaders } from '../pages/headers.ts'
import { type Language, pickLanguage } from '../pages/languages.ts'
import { type MessageSurroundings, messagePage, refusedLink } from '../pages/message-page.ts'
import type { Services } from '../ports/services.ts'
import { problemKinds } from './problems.ts'

type PageServices = Pick<Services, 'settings' | 'sandbox'>

/** Says in a page why a link leads nowhere, with the status that the refusal has everywhere. */
export async function sendRefusedLink(
  services: PageServices,
  request: FastifyRequest,
  { reply, refusal }: { reply: FastifyReply; refusal: Refusal },
) {
  const surroundings = surroundingsOf(services, languageOf(request, {}))
  const message = { ...refusedLink(refusal.code, surroundings), requestId: request.id }
  return reply
    .status(problemKinds[refusal.code].status)
    .headers(pageHeaders(services.settings().logoUrl))
    .send(await messagePage(message, surroundings))
}

/** For pages: what breaks is said in one, and written down. */
export function answerBrokenPage(services: PageServices) {
  return async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    request.log.error({ err: error }, 'a page failed')
    const surroundings = surroundingsOf(services, languageOf(request, {}))
    const { texts } = surroundings.language
    const message = {
      heading: texts.brokenHeading,
      sentence: texts.brokenSentence,
      action: { label: texts.tryAgain, href: '' },
      requestId: request.id,
    }
    return reply
      .status(500)
      .headers(pageHeaders(services.settings().logoUrl))
      .send(await messagePage(message, surroundings))
  }
}

/** What every page of ours says of the merchant, in this language. */
export function surroundingsOf(services: PageServices, language: Language): MessageSurroundings {
  return { language, settings: services.settings(), sandbox: services.sandbox }
}

/** The language of the link when it has one, else that of the browser. */
export function languageOf(
  request: FastifyRequest,
  link: { locale?: string | undefined; country?: string | undefined },
): Language {
  return pickLanguage({ ...link, acceptLanguage: request.headers['accept-language'] })
}
