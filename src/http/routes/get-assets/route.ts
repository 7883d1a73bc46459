import fastifyStatic from '@fastify/static'
import { z } from 'zod'
import { builtFolder } from '../../../pages/assets.ts'
import { themeStylesheet } from '../../../pages/theme.ts'
import type { HttpServer } from '../../server.ts'

const immutable = 'public, max-age=31536000, immutable'

const themeQuery = z.strictObject({ accent: z.string().regex(/^[0-9a-f]{6}$/i) })

/** `GET /assets/…`: what the build made, under names that change with their content, and the merchant's colour as a stylesheet. */
export async function getAssetsRoute(app: HttpServer): Promise<void> {
  app.get(
    '/assets/theme.css',
    {
      config: { access: { kind: 'public' } },
      schema: { hide: true, querystring: themeQuery },
    },
    (request, reply) =>
      reply
        .header('cache-control', immutable)
        .type('text/css; charset=utf-8')
        .send(themeStylesheet(request.query.accent)),
  )
  await app.register(fastifyStatic, { root: builtFolder, serve: false })
  app.get(
    '/assets/:file',
    {
      config: { access: { kind: 'public' } },
      schema: { hide: true, params: z.object({ file: z.string().regex(/^[\w-]+\.(js|css)$/) }) },
    },
    (request, reply) => {
      reply.header('cache-control', immutable)
      return reply.sendFile(request.params.file, { cacheControl: false })
    },
  )
}
