import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Caller } from '../domain/caller.ts'
import { isRefused, type Refusal, refuse } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import type { Services } from '../ports/services.ts'
import { wasDeleted } from './deleted-clients.ts'
import { algorithm, currentSigningKey, verifyingKey } from './signing-keys.ts'
import { systemInstant } from './system-time.ts'
import { type VerifiedToken, verifiedTokens } from './verified-tokens.ts'

export type TokenServices = Pick<Services, 'db' | 'clock' | 'secrets' | 'random' | 'publicUrl'>

export const clientTokenSeconds = 3600
export const customerTokenSeconds = 15 * 60

const clientAudience = 'api'
const customerAudience = 'checkout'

/** A bearer token for an API client, good for an hour by the system clock. */
export function signClientToken(
  services: TokenServices,
  client: { readonly clientId: string; readonly scopes: readonly string[] },
): Promise<string> {
  return sign(services, clientTokenSeconds, {
    aud: clientAudience,
    sub: client.clientId,
    scope: client.scopes.join(' '),
  })
}

/**
 * A token for whoever opened a checkout link: it acts on behalf of the basket's owner, on that basket alone,
 * for 15 minutes by the system clock.
 */
export async function issueCustomerToken(
  services: TokenServices,
  link: { readonly ownerId: string; readonly linkId: string; readonly basketId: string },
): Promise<{ token: string; expiresAt: Instant }> {
  const expiresAt = systemInstant(services.clock, customerTokenSeconds * 1000)
  const token = await sign(services, customerTokenSeconds, {
    aud: customerAudience,
    sub: link.ownerId,
    act: { sub: link.linkId },
    basket: link.basketId,
  })
  // The customer's next call comes within moments: what we have just signed needs no check of its signature.
  verifiedTokens(services.db).set(nameOf(services, token), {
    caller: { kind: 'customer', ...link },
    expiresAtMs: Math.floor(Date.parse(expiresAt) / 1000) * 1000,
  })
  return { token, expiresAt }
}

/** Who holds this token; refuses what is expired, changed, of another server, or of a deleted client. */
export async function verifyToken(services: TokenServices, token: string): Promise<Caller | Refusal> {
  const now = services.clock.system()
  const memory = verifiedTokens(services.db)
  const name = nameOf(services, token)
  const seen = memory.get(name)
  const verified = seen !== undefined && seen.expiresAtMs > now ? seen : await verify(services, token)
  if (isRefused(verified)) return verified
  memory.set(name, verified)
  const { caller } = verified
  if (caller.kind === 'client' && (await wasDeleted(services, caller.clientId)))
    return refuse('invalid_token', 'The client of this token was deleted.')
  return caller
}

/** What a token is remembered by: never itself. */
function nameOf({ secrets }: Pick<TokenServices, 'secrets'>, token: string): string {
  return secrets.hash(token).toString('base64')
}

/** As `verifyToken`, for the token of an API client. */
export async function verifyClientToken(services: TokenServices, token: string) {
  const caller = await verifyToken(services, token)
  if (isRefused(caller) || caller.kind === 'client') return caller
  return refuse('invalid_token', "This is the token of a checkout link, not an API client's.")
}

/** As `verifyToken`, for the token of a checkout link. */
export async function verifyCustomerToken(services: TokenServices, token: string) {
  const caller = await verifyToken(services, token)
  if (isRefused(caller) || caller.kind === 'customer') return caller
  return refuse('invalid_token', 'This is the token of an API client, not of a checkout link.')
}

async function sign(services: TokenServices, lifeSeconds: number, claims: JWTPayload): Promise<string> {
  const key = await currentSigningKey(services)
  const iat = Math.floor(services.clock.system() / 1000)
  return new SignJWT({ ...claims, iss: services.publicUrl, jti: services.random.uuid() })
    .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: 'JWT' })
    .setIssuedAt(iat)
    .setExpirationTime(iat + lifeSeconds)
    .sign(key.privateKey)
}

async function verify(services: TokenServices, token: string): Promise<VerifiedToken | Refusal> {
  const key = await keyOf(services, token)
  if (key === undefined) return notOurs
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      issuer: services.publicUrl,
      audience: [clientAudience, customerAudience],
      requiredClaims: ['exp', 'sub', 'jti'],
      currentDate: new Date(services.clock.system()),
    })
    return { caller: callerOf(payload), expiresAtMs: (payload.exp ?? 0) * 1000 }
  } catch (error) {
    if (error instanceof errors.JWTExpired) return refuse('invalid_token', 'The token has expired.')
    if (error instanceof errors.JOSEError) return notOurs
    throw error
  }
}

const notOurs = refuse('invalid_token', 'This is no token of this server, or it was changed.')
const keyName = /^[A-Za-z0-9_-]{43}$/

async function keyOf(services: TokenServices, token: string) {
  const kid = kidOf(token)
  return kid !== undefined && keyName.test(kid) ? await verifyingKey(services, kid) : undefined
}

function kidOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid
  } catch {
    return undefined
  }
}

/** We signed it, so its claims have the shape that `sign` gave them. */
function callerOf(claims: JWTPayload): Caller {
  const subject = String(claims.sub)
  if (claims.aud === clientAudience)
    return { kind: 'client', clientId: subject, scopes: new Set(String(claims.scope).split(' ')) }
  return {
    kind: 'customer',
    ownerId: subject,
    linkId: actorOf(claims.act),
    basketId: String(claims.basket),
  }
}

function actorOf(act: unknown): string {
  return typeof act === 'object' && act !== null && 'sub' in act ? String(act.sub) : ''
}
