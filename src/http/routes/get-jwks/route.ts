import { z } from 'zod'
import { publicKeys } from '../../../access/signing-keys.ts'
import { described } from '../../../contract/parts.ts'
import type { Services } from '../../../ports/services.ts'
import type { HttpServer } from '../../server.ts'

const jwk = z
  .object({
    kty: described(z.string(), 'Kind of key.', 'EC'),
    crv: described(z.string(), 'Its curve.', 'P-256'),
    x: described(z.string(), 'First coordinate.', 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU'),
    y: described(z.string(), 'Second coordinate.', 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'),
    kid: described(
      z.string(),
      'Its name, as in the header of a token.',
      'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    ),
    alg: described(z.string(), 'The algorithm it signs with.', 'ES256'),
    use: described(z.string(), 'What it is for.', 'sig'),
  })
  .meta({ description: 'A public key (RFC 7517).' })

const jwks = z
  .object({ keys: described(z.array(jwk), 'Newest first.', []) })
  .meta({ description: 'The public keys that verify our tokens.' })

export function getJwksRoute(app: HttpServer, services: Services): void {
  app.get(
    '/.well-known/jwks.json',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'getJwks',
        summary: 'Public keys of our tokens',
        description:
          'The JSON Web Key Set (RFC 7517) that verifies tokens of this server. Keys change once a month.',
        tags: ['Access'],
        response: { 200: jwks },
      },
    },
    async (_request, reply) => {
      const { keys } = await publicKeys(services)
      reply.header('cache-control', 'public, max-age=300')
      return { keys: keys.map((key) => jwk.parse(key)) }
    },
  )
}
