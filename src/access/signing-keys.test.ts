import { decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { isRefused } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { publicKeys } from './signing-keys.ts'
import { signClientToken, verifyToken } from './tokens.ts'

const app = useApp()
const dayMs = 24 * 60 * 60 * 1000
const client = { clientId: 'client-1', scopes: ['orders:read'] }

/** The same process, `ms` later by the system clock. */
function later(services: Services, ms: number): Services {
  return { ...services, clock: { ...services.clock, system: () => services.clock.system() + ms } }
}

// Stands first: nobody has made a key yet.
test('processes that start at once agree on one key, and take each other’s tokens', async () => {
  const others = [await app().another(), await app().another()]
  try {
    const processes = [app(), ...others]
    const tokens = await Promise.all(
      [...processes, ...processes].map(({ services }) => signClientToken(services, client)),
    )
    expect(new Set(tokens.map((token) => decodeProtectedHeader(token).kid)).size).toBe(1)
    const { rows } = await app().pool.query('select kid from signing_keys')
    expect(rows).toHaveLength(1)
    for (const token of tokens)
      for (const { services } of processes) expect(isRefused(await verifyToken(services, token))).toBe(false)
  } finally {
    for (const other of others) await other.close()
  }
})

test('keys survive a restart, and lie sealed in the database', async () => {
  const token = await signClientToken(app().services, client)
  const restarted = await app().another()
  try {
    expect(isRefused(await verifyToken(restarted.services, token))).toBe(false)
  } finally {
    await restarted.close()
  }
  const { rows } = await app().pool.query('select public_jwk, private_key_sealed from signing_keys')
  for (const row of rows) {
    expect(Object.keys(row.public_jwk)).not.toContain('d')
    expect(row.private_key_sealed.toString('latin1')).not.toContain('"d"')
  }
})

test('after 30 days a new key signs; the old one verifies two hours more and then is gone', async () => {
  const { services } = app()
  const before = later(services, 29 * dayMs)
  const kidAt = async (at: Services) => decodeProtectedHeader(await signClientToken(at, client)).kid
  const old = await kidAt(services)
  expect(await kidAt(before)).toBe(old)
  const last = later(services, 30 * dayMs - 60_000)
  const token = await signClientToken(last, client)
  const after = later(services, 30 * dayMs + 60_000)
  expect(await kidAt(after)).not.toBe(old)
  expect(isRefused(await verifyToken(after, token))).toBe(false)
  expect((await publicKeys(after)).keys.map((key) => key.kid)).toContain(old)
  const gone = await publicKeys(later(services, 30 * dayMs + 3 * 60 * 60 * 1000))
  expect(gone.keys.map((key) => key.kid)).not.toContain(old)
})
