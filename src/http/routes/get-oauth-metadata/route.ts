import { z } from 'zod'
import { described } from '../../../contract/parts.ts'
import { scopes } from '../../../domain/caller.ts'
import type { Services } from '../../../ports/services.ts'
import type { HttpServer } from '../../server.ts'

const metadata = z
  .object({
    issuer: described(z.string(), 'The `iss` of our tokens.', 'https://shop.example.com'),
    token_endpoint: described(z.string(), 'Where tokens come from.', 'https://shop.example.com/oauth2/token'),
    jwks_uri: described(z.string(), 'Where the keys are.', 'https://shop.example.com/.well-known/jwks.json'),
    service_documentation: described(z.string(), 'For people.', 'https://shop.example.com/docs'),
    scopes_supported: described(z.array(z.string()), 'Every scope there is.', ['orders:read']),
    response_types_supported: described(z.array(z.string()), 'None: there is no authorisation page.', []),
    grant_types_supported: described(z.array(z.string()), 'How a token is asked for.', [
      'client_credentials',
    ]),
    token_endpoint_auth_methods_supported: described(z.array(z.string()), 'How a client says who it is.', [
      'client_secret_basic',
    ]),
  })
  .meta({ description: 'Authorisation server metadata (RFC 8414).' })

export function getOauthMetadataRoute(app: HttpServer, { publicUrl }: Services): void {
  app.get(
    '/.well-known/oauth-authorization-server',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'getOauthMetadata',
        summary: 'How to get a token, for programs',
        description: 'Authorisation server metadata (RFC 8414).',
        tags: ['Access'],
        response: { 200: metadata },
      },
    },
    () => ({
      issuer: publicUrl,
      token_endpoint: `${publicUrl}/oauth2/token`,
      jwks_uri: `${publicUrl}/.well-known/jwks.json`,
      service_documentation: `${publicUrl}/docs`,
      scopes_supported: [...scopes],
      response_types_supported: [],
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    }),
  )
}
