import type { JsonSchema, OpenApiDocument, Operation, Parameter } from '../../../src/contract/openapi.ts'
import type { HttpServer } from '../../../src/http/server.ts'

/** One operation as the server's own document describes it. */
export interface KnownOperation {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** As the document writes it, with `{name}` for path parameters. */
  readonly path: string
  readonly contentType: string | undefined
  readonly body: JsonSchema | undefined
  readonly parameters: readonly Parameter[]
  /** The scopes of which a client needs one; undefined when no client token is asked for. */
  readonly scopes: readonly string[] | undefined
  readonly takesCookie: boolean
}

/** Everything in `GET /api/openapi.json`; what changes the settings or the clock comes last, as others would feel it. */
export async function knownOperations(http: HttpServer): Promise<readonly KnownOperation[]> {
  const document: OpenApiDocument = (await http.inject('/api/openapi.json')).json()
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => describe(path, method, operation)),
  )
  const late = ['putTaxRates', 'putSettings', 'advanceClock']
  return operations.sort((a, b) => late.indexOf(a.id) - late.indexOf(b.id))
}

function describe(path: string, method: string, operation: Operation): KnownOperation {
  const [contentType, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const security = operation.security ?? []
  const scopes = security.flatMap((way) => way.oauth2 ?? [])
  return {
    id: operation.operationId,
    method: method.toUpperCase() as KnownOperation['method'],
    path,
    contentType,
    body: media?.schema,
    parameters: operation.parameters ?? [],
    scopes: security.some((way) => way.oauth2 !== undefined) ? scopes : undefined,
    takesCookie: security.some((way) => way.checkoutCookie !== undefined),
  }
}
