import { pageHeaders } from '../../../pages/headers.ts'
import { pickLanguage } from '../../../pages/languages.ts'
import { messagePage } from '../../../pages/message-page.ts'
import type { Services } from '../../../ports/services.ts'
import type { HttpServer } from '../../server.ts'

/** `GET /`: says what runs here and where its documentation is. */
export function getWelcomeRoute(app: HttpServer, services: Services): void {
  app.get('/', { config: { access: { kind: 'public' } }, schema: { hide: true } }, async (request, reply) => {
    const language = pickLanguage({ acceptLanguage: request.headers['accept-language'] })
    const settings = services.settings()
    const { welcomeHeading, welcomeSentence, welcomeAction } = language.texts
    const page = await messagePage(
      {
        heading: welcomeHeading,
        sentence: welcomeSentence,
        action: { label: welcomeAction, href: '/docs' },
      },
      { language, settings, sandbox: services.sandbox },
    )
    return reply.headers(pageHeaders(settings.logoUrl)).send(page)
  })
}
