import { createClient } from '../../src/access/clients.ts'
import { signClientToken } from '../../src/access/tokens.ts'
import type { App } from '../../src/app.ts'
import type { Scope } from '../../src/domain/caller.ts'
import { isRefused } from '../../src/domain/refusal.ts'

/** The header of a new API client that holds these scopes. */
export async function bearer(app: App, scopes: readonly Scope[]): Promise<{ authorization: string }> {
  const client = await createClient(app.services, { name: 'A test', scopes })
  if (isRefused(client)) throw new Error(client.detail)
  const token = await signClientToken(app.services, { clientId: client.id, scopes })
  return { authorization: `Bearer ${token}` }
}
