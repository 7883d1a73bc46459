import { z } from 'zod'
import { described } from './parts.ts'

const clientId = described(
  z.string().min(1).max(128),
  'The `client_id` at `POST /oauth2/token`.',
  'client-0f5c1f0b7b9a4d3e8a6b1c2d3e4f5a6b',
)

const clientName = described(z.string().trim().min(1).max(100), 'For people.', 'Sales console')

const clientSecret = described(
  z.string(),
  'The `client_secret`. It is in this answer and nowhere else: keep it now.',
  'fSVVQwJ8mFqbg3U1l3uZ0aTGzqQ1mBTtGgQ3n0m0Lx8',
)

/** The scopes are handed in, because which there are is no matter of shape. */
export function newClientRequest<Name extends string>(scopes: readonly [Name, ...Name[]]) {
  return z
    .strictObject({
      name: clientName,
      scopes: described(
        z.array(z.enum(scopes)).min(1).max(scopes.length),
        'What the client may do; no more than your own token may.',
        ['checkout:write', 'orders:read'],
      ),
    })
    .meta({ description: 'A new API client.' })
}

export const clientParams = z.object({ id: clientId })

export const client = z
  .object({
    id: clientId,
    name: clientName,
    scopes: described(z.array(z.string()), 'What the client may do.', ['checkout:write', 'orders:read']),
    created: described(z.string(), 'When it was made.', '2026-11-22T04:50:51.000Z'),
    rotated: described(z.string().nullable(), 'When it last got a new secret.', null),
    previousSecretUntil: described(
      z.string().nullable(),
      'Until when the secret before that works as well.',
      null,
    ),
  })
  .meta({ description: 'An API client.' })

export const clientWithSecret = client
  .extend({ secret: clientSecret })
  .meta({ description: 'An API client and its new secret.' })

export const clientList = z
  .object({
    items: described(z.array(client), 'Newest first.', []),
    queryMore: described(
      z.string().nullable(),
      'Send it back as `queryMore` for the next page; null on the last one.',
      null,
    ),
  })
  .meta({ description: 'A page of API clients.' })
