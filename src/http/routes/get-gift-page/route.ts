import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findGiftByToken, refusalToClaim } from '../../../checkout/open-gift.ts'
import { isRefused, type RefusalCode } from '../../../domain/refusal.ts'
import { claimPage, codePage, endedGiftPage } from '../../../pages/gift-pages.ts'
import { pageHeaders } from '../../../pages/headers.ts'
import type { Services } from '../../../ports/services.ts'
import { languageOf, surroundingsOf } from '../../message-pages.ts'
import { problemKinds } from '../../problems.ts'
import type { HttpServer } from '../../server.ts'

const params = z.object({ token: z.string().max(500) })

/** `GET /gift/{token}` and, to type a code, `GET /gift`: they read only, so that scanners may open them as they like. */
export function getGiftPageRoute(app: HttpServer, services: Services): void {
  const open = { config: { access: { kind: 'public' as const } } }
  app.get('/gift', { ...open, schema: { hide: true } }, async (request, reply) => {
    const around = surroundingsOf(services, languageOf(request, {}))
    return reply.headers(pageHeaders(around.settings.logoUrl)).send(await codePage(around))
  })
  app.get('/gift/:token', { ...open, schema: { hide: true, params } }, async (request, reply) => {
    const gift = await findGiftByToken(services, request.params.token)
    if (isRefused(gift)) return sendEnded(services, request, { reply, code: gift.code })
    const over = refusalToClaim(gift)
    if (over) return sendEnded(services, request, { reply, code: over.code })
    const around = surroundingsOf(services, languageOf(request, { locale: gift.locale }))
    return reply.headers(pageHeaders(around.settings.logoUrl)).send(await claimPage(gift, around))
  })
}

/** Like the page of a completed order, that of a gift which was claimed is no mistake. */
async function sendEnded(
  services: Services,
  request: FastifyRequest,
  { reply, code }: { reply: FastifyReply; code: RefusalCode },
) {
  const around = surroundingsOf(services, languageOf(request, {}))
  return reply
    .status(code === 'gift_claimed' ? 200 : problemKinds[code].status)
    .headers(pageHeaders(around.settings.logoUrl))
    .send(await endedGiftPage(code, around))
}
