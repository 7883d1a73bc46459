import { z } from 'zod'
import type { OpenApiDocument } from '../../../contract/openapi.ts'
import { openApiDocument } from '../../openapi.ts'
import type { HttpServer } from '../../server.ts'

export function getOpenApiRoute(app: HttpServer): void {
  let document: OpenApiDocument | undefined
  app.get(
    '/api/openapi.json',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'getOpenApi',
        summary: 'This API as OpenAPI 3.1',
        description: 'The document that `/docs` is made of; client code can be generated from it.',
        tags: ['Operations'],
        querystring: z.strictObject({}),
        response: {
          200: z
            .looseObject({})
            .meta({ description: 'An OpenAPI 3.1 document.', examples: [{ openapi: '3.1.0' }] }),
        },
      },
    },
    () => {
      document ??= openApiDocument(app)
      return { ...document }
    },
  )
}
