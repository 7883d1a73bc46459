import { readFileSync } from 'node:fs'
import swagger from '@fastify/swagger'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { OpenApiDocument } from '../contract/openapi.ts'
import type { Access } from './access.ts'
import { completeDocument } from './openapi-document.ts'
import { securitySchemes } from './openapi-parts.ts'
import type { HttpServer } from './server.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

/** Collects every route that is added after it. Only routes with an `operationId` are part of the public contract. */
export async function collectOpenApi(app: HttpServer): Promise<void> {
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Proffer API', version }, components: { securitySchemes } },
    exposeHeadRoutes: false,
    transformObject: jsonSchemaTransformObject,
    transform: (route) => {
      const { schema, config } = route.route
      if (schema?.operationId === undefined) return { schema: { hide: true }, url: route.url }
      const transformed = jsonSchemaTransform(route)
      return { ...transformed, schema: { ...transformed.schema, security: securityOf(config?.access) } }
    },
  })
}

/** The finished document; only once every route was added. */
export function openApiDocument(app: HttpServer): OpenApiDocument {
  return completeDocument(app.swagger())
}

/** Several entries are alternatives: any one of them is enough. */
function securityOf(access: Access | undefined): Readonly<Record<string, readonly string[]>>[] {
  if (access === undefined || access.kind === 'public' || access.kind === 'pay-link') return []
  const scopes = 'scopes' in access ? access.scopes : []
  const asClient = scopes.map((scope) => ({ oauth2: [scope] }))
  return access.kind === 'client' ? asClient : [...asClient, { checkoutCookie: [] }]
}
