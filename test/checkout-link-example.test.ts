import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createClient } from '../src/access/clients.ts'
import { isRefused } from '../src/domain/refusal.ts'
import { useApp } from './support/app.ts'
import { publishSampleCatalog } from './support/catalog.ts'

const app = useApp()
const script = join(import.meta.dirname, '../examples/checkout-link.mjs')
let address: string
let client: { id: string; secret: string }

beforeAll(async () => {
  await publishSampleCatalog(app())
  const created = await createClient(app().services, {
    name: 'The example',
    scopes: ['catalog:read', 'checkout:write'],
  })
  if (isRefused(created)) throw new Error(created.detail)
  client = created
  address = await app().http.listen({ host: '127.0.0.1', port: 0 })
})

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

function run(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env: { ...env } }, (error, out, err) =>
      resolve({ code: error === null ? 0 : 1, out: out.trim(), err: err.trim() }),
    )
  })
}

const credentials = () => ({
  PROFFER_URL: address,
  PROFFER_CLIENT_ID: client.id,
  PROFFER_CLIENT_SECRET: client.secret,
})

test('the example prints the full address of a link that opens', async () => {
  const { code, out, err } = await run(credentials())
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out.startsWith(`${address}/checkout/link/`)).toBe(true)
})

test('without credentials it says where they are', async () => {
  const { code, err } = await run({ PROFFER_URL: address })
  expect(code).toBe(1)
  expect(err).toContain('PROFFER_CLIENT_ID')
})

test('wrong credentials, an unknown offer and a missing server are told apart', async () => {
  expect((await run({ ...credentials(), PROFFER_CLIENT_SECRET: 'wrong' })).err).toContain('401')
  expect((await run(credentials(), '/offers2/Nothing')).err).toContain('There are: /offers2/')
  expect((await run({ ...credentials(), PROFFER_URL: 'http://127.0.0.1:1' })).err).toContain('npm start')
})
