import type { Services } from '../ports/services.ts'
import { authenticateClient } from './clients.ts'
import { clientTokenSeconds, signClientToken } from './tokens.ts'

export interface TokenRequest {
  readonly clientId: string
  readonly clientSecret: string
  /** Scopes separated by spaces; absent: all that the client holds. */
  readonly scope: string | undefined
}

export type TokenAnswer =
  | {
      readonly granted: true
      readonly accessToken: string
      readonly scope: string
      readonly lifeSeconds: number
    }
  | { readonly granted: false; readonly error: 'invalid_client' | 'invalid_scope'; readonly detail: string }

/** Trades a client's id and secret for a bearer token (RFC 6749 §4.4). */
export async function issueToken(
  services: Pick<Services, 'db' | 'clock' | 'secrets' | 'random' | 'publicUrl'>,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const client = await authenticateClient(services, { id: request.clientId, secret: request.clientSecret })
  if (client === undefined)
    return { granted: false, error: 'invalid_client', detail: 'Unknown client, or wrong secret.' }
  const scopes = wantedScopes(request.scope) ?? client.scopes
  const missing = scopes.filter((scope) => !client.scopes.includes(scope))
  if (scopes.length === 0 || missing.length > 0)
    return {
      granted: false,
      error: 'invalid_scope',
      detail: 'The client was not given every scope asked for.',
    }
  const accessToken = await signClientToken(services, { clientId: client.id, scopes })
  return { granted: true, accessToken, scope: scopes.join(' '), lifeSeconds: clientTokenSeconds }
}

/** Asking for none is asking for all. */
function wantedScopes(scope: string | undefined): readonly string[] | undefined {
  const names = (scope ?? '').split(' ').filter((name) => name !== '')
  return names.length === 0 ? undefined : [...new Set(names)]
}
