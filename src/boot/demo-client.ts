import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { authenticateClient, createClient } from '../access/clients.ts'
import { scopes } from '../domain/caller.ts'
import { isRefused } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'

const demoClient = z.object({ id: z.string(), secret: z.string() })
export type DemoClient = z.output<typeof demoClient>

type DemoServices = Pick<Services, 'db' | 'clock' | 'secrets' | 'random'>

/** The sandbox's API client: kept in the data folder, so that the line to paste stays the same; made again when the database does not know it. */
export async function ensureDemoClient(services: DemoServices, dataDir: string): Promise<DemoClient> {
  const path = join(dataDir, 'demo-client.json')
  const kept = await readDemoClient(path)
  if (kept !== undefined && (await authenticateClient(services, kept)) !== undefined) return kept
  const made = (kept === undefined ? undefined : await make(services, kept)) ?? (await make(services))
  if (made === undefined) throw new Error('the demo client cannot be made')
  const draft = `${path}.${process.pid}`
  // With a key and a database of one's own nobody has needed the folder so far.
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(draft, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  await rename(draft, path)
  return made
}

/** Nothing when the id was deleted or has another secret by now. */
async function make(services: DemoServices, wanted?: DemoClient): Promise<DemoClient | undefined> {
  const every = scopes.filter((scope) => scope !== 'partner')
  const made = await createClient(services, { ...wanted, name: 'Demo client', scopes: every })
  return isRefused(made) ? undefined : { id: made.id, secret: made.secret }
}

async function readDemoClient(path: string): Promise<DemoClient | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text === '' ? undefined : demoClient.parse(JSON.parse(text))
}
