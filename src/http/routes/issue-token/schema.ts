import { z } from 'zod'
import { described } from '../../../contract/parts.ts'

const printable = /^[\x20-\x7e]*$/

/** The form of RFC 6749 §4.4.2; unknown parameters are ignored, as the RFC asks. */
export const tokenForm = z
  .object({
    grant_type: described(z.string().max(100), 'Always `client_credentials`.', 'client_credentials'),
    client_id: described(
      z.string().max(200).regex(printable).optional(),
      'The client, unless HTTP Basic names it.',
      'client-0f5c1f0b7b9a4d3e8a6b1c2d3e4f5a6b',
    ),
    client_secret: described(
      z.string().max(500).regex(printable).optional(),
      'Its secret, unless HTTP Basic brings it.',
      'fSVVQwJ8mFqbg3U1l3uZ0aTGzqQ1mBTtGgQ3n0m0Lx8',
    ),
    scope: described(
      z.string().max(2000).regex(printable).optional(),
      'Scopes separated by spaces, to get a narrower token; all of the client when absent.',
      'checkout:write orders:read',
    ),
  })
  .meta({ description: 'Client credentials (RFC 6749 §4.4).' })

export const tokenAnswer = z
  .object({
    access_token: described(
      z.string(),
      'Send it as `Authorization: Bearer <token>`.',
      'eyJhbGciOiJFUzI1NiIs…',
    ),
    token_type: described(z.literal('Bearer'), 'Always `Bearer`.', 'Bearer'),
    expires_in: described(z.int(), 'How long it lives, in seconds.', 3600),
    scope: described(z.string(), 'What it may do.', 'checkout:write orders:read'),
  })
  .meta({ description: 'A bearer token.' })
