import { timingSafeEqual } from 'node:crypto'
import { type Scope, scopes } from '../domain/caller.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Client, ClientWithSecrets } from '../ports/access-store.ts'
import type { Services } from '../ports/services.ts'
import { forgetDeletedClients } from './deleted-clients.ts'
import { systemInstant } from './system-time.ts'

type ClientServices = Pick<Services, 'db' | 'clock' | 'secrets' | 'random'>

/** After a rotation the secret before works this much longer. */
const previousSecretMs = 24 * 60 * 60 * 1000

export interface ClientRequest {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Made when absent, as is the secret. */
  readonly id?: string | undefined
  readonly secret?: string | undefined
}

/** Makes an API client; its secret is in this answer and nowhere else. Refuses a taken id (`conflict`). */
export async function createClient(
  services: ClientServices,
  request: ClientRequest,
): Promise<{ id: string; secret: string; client: Client } | Refusal> {
  const { id = services.random.id('client'), secret = services.random.secret() } = request
  const { name, scopes } = request
  const createdAt = systemInstant(services.clock)
  const client = { id, name, scopes: [...new Set(scopes)], createdAt }
  const made = await services.db.read.access.insertClient({
    ...client,
    secretHash: services.secrets.hash(secret),
  })
  if (!made) return refuse('conflict', `There is or was a client ${id} already.`)
  return { id, secret, client: { ...client, rotatedAt: undefined, previousUntil: undefined } }
}

/** Makes the client that the operator named in the environment, if it is missing: every scope but `partner`. */
export async function ensureBootstrapClient(
  services: ClientServices,
  { id, secret }: { readonly id: string; readonly secret: string },
): Promise<void> {
  const every = scopes.filter((scope) => scope !== 'partner')
  // A refusal says that it is there already.
  await createClient(services, { id, secret, name: 'Bootstrap client', scopes: every })
}

/**
 * Gives a client a new secret; the old one works for 24 hours more. Whoever calls learns the secret, so they
 * must hold every scope of the client themselves.
 */
export function rotateClient(
  services: ClientServices,
  { id, allowed }: { readonly id: string; readonly allowed: ReadonlySet<string> },
): Promise<{ client: Client; secret: string } | Refusal> {
  return services.db.write(async (stores) => {
    const client = await stores.access.findClient(id)
    if (client === undefined) return noSuchClient(id)
    const refusal = refuseMoreScopes(client.scopes, allowed)
    if (refusal !== undefined) return refusal
    const secret = services.random.secret()
    const rotated = await stores.access.rotateClient({
      id,
      secretHash: services.secrets.hash(secret),
      previousUntil: systemInstant(services.clock, previousSecretMs),
      at: systemInstant(services.clock),
    })
    return rotated === undefined ? noSuchClient(id) : { client: rotated, secret }
  })
}

/** Deletes a client; its tokens stop working in this process at once, in every other within a second. */
export async function deleteClient(services: ClientServices, id: string): Promise<Refusal | undefined> {
  const deleted = await services.db.read.access.deleteClient(id, systemInstant(services.clock))
  if (!deleted) return noSuchClient(id)
  forgetDeletedClients(services.db)
  return undefined
}

/** Nobody gives away what they do not hold; `partner` is for partners, and who manages them may give it. */
export function refuseMoreScopes(
  wanted: readonly string[],
  allowed: ReadonlySet<string>,
): Refusal | undefined {
  const missing = wanted.filter(
    (scope) => !allowed.has(scope) && !(scope === 'partner' && allowed.has('partner:write')),
  )
  if (missing.length === 0) return undefined
  return refuse('insufficient_scope', `Your own token lacks ${missing.join(', ')}.`, {
    extra: { scope: missing.join(' ') },
  })
}

/** The client with this id and secret, or nothing: an unknown id and a wrong secret look the same, also in time. */
export async function authenticateClient(
  services: ClientServices,
  { id, secret }: { readonly id: string; readonly secret: string },
): Promise<Client | undefined> {
  const given = services.secrets.hash(secret)
  const client = await services.db.read.access.findClient(id)
  const now = systemInstant(services.clock)
  const known = client === undefined ? [] : livingHashes(client, now)
  const matches = known.filter((hash) => timingSafeEqual(given, hash))
  return matches.length > 0 ? client : undefined
}

function livingHashes(client: ClientWithSecrets, now: string): readonly Buffer[] {
  const { secretHash, previousSecretHash, previousUntil } = client
  if (previousSecretHash === undefined || previousUntil === undefined || previousUntil <= now)
    return [secretHash]
  return [secretHash, previousSecretHash]
}

function noSuchClient(id: string): Refusal {
  return refuse('not_found', `There is no client ${id}.`)
}
