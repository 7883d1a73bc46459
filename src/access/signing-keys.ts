import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { SigningKeyRecord } from '../ports/access-store.ts'
import type { Database } from '../ports/database.ts'
import type { Services } from '../ports/services.ts'
import { systemInstant } from './system-time.ts'

export const algorithm = 'ES256'
const signingMs = 30 * 24 * 60 * 60 * 1000
/** Longer than any token lives, so that what was signed last can still be verified. */
const verifyingLongerMs = 2 * 60 * 60 * 1000

type KeyServices = Pick<Services, 'db' | 'clock' | 'secrets'>

interface SigningKey {
  readonly kid: string
  readonly publicJwk: JWK
  readonly publicKey: CryptoKey
  readonly privateKey: CryptoKey
  readonly signsUntil: string
}

/** What this process has read of each database's keys, by kid, newest first. */
const known = new WeakMap<Database, ReadonlyMap<string, SigningKey>>()

/** The key that signs now; made, once for all processes, when there is none. */
export async function currentSigningKey(services: KeyServices): Promise<SigningKey> {
  return signerAmong(services, known.get(services.db)) ?? (await readOrMakeSigner(services))
}

/** The public key of a token; absent when no living key has this name. */
export async function verifyingKey(services: KeyServices, kid: string): Promise<CryptoKey | undefined> {
  const seen = known.get(services.db)?.get(kid)
  // Another process may have made it since we last looked.
  return (seen ?? (await readKeys(services)).get(kid))?.publicKey
}

/** Every public key that still verifies, as a JSON Web Key Set. */
export async function publicKeys(services: KeyServices): Promise<{ keys: readonly JWK[] }> {
  await currentSigningKey(services)
  const keys = await readKeys(services)
  return { keys: [...keys.values()].map((key) => key.publicJwk) }
}

async function readOrMakeSigner(services: KeyServices): Promise<SigningKey> {
  const made = await services.db.write(async (stores) => {
    await stores.access.lockSigningKeys()
    const now = systemInstant(services.clock)
    const keys = await stores.access.signingKeysAt(now)
    if (keys.some((key) => key.signsUntil > now)) return undefined
    const key = await generateKey(services)
    await stores.access.insertSigningKey(key)
    return key.kid
  })
  const signer = signerAmong(services, await readKeys(services))
  if (signer === undefined) throw new Error(`the signing key ${made ?? 'of another process'} is gone`)
  return signer
}

function signerAmong(
  services: KeyServices,
  keys: ReadonlyMap<string, SigningKey> | undefined,
): SigningKey | undefined {
  if (keys === undefined) return undefined
  const now = systemInstant(services.clock)
  for (const key of keys.values()) if (key.signsUntil > now) return key
  return undefined
}

async function readKeys(services: KeyServices): Promise<ReadonlyMap<string, SigningKey>> {
  const records = await services.db.read.access.signingKeysAt(systemInstant(services.clock))
  const before = known.get(services.db)
  const keys = await Promise.all(
    records.map(async (record) => before?.get(record.kid) ?? (await openKey(services, record))),
  )
  const byKid = new Map(keys.map((key) => [key.kid, key]))
  known.set(services.db, byKid)
  return byKid
}

async function openKey(services: KeyServices, record: SigningKeyRecord): Promise<SigningKey> {
  const publicJwk: JWK = { ...record.publicJwk, kid: record.kid, alg: algorithm, use: 'sig' }
  return {
    kid: record.kid,
    publicJwk,
    publicKey: await importKey(publicJwk),
    privateKey: await importKey(JSON.parse(services.secrets.open(record.privateKeySealed))),
    signsUntil: record.signsUntil,
  }
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm)
  if (key instanceof Uint8Array) throw new Error('an elliptic curve key is not a shared secret')
  return key
}

async function generateKey({ clock, secrets }: KeyServices): Promise<SigningKeyRecord> {
  const pair = await generateKeyPair(algorithm, { extractable: true })
  const publicJwk = await exportJWK(pair.publicKey)
  return {
    kid: await calculateJwkThumbprint(publicJwk),
    publicJwk: { ...publicJwk },
    privateKeySealed: secrets.seal(JSON.stringify(await exportJWK(pair.privateKey))),
    createdAt: systemInstant(clock),
    signsUntil: systemInstant(clock, signingMs),
    verifiesUntil: systemInstant(clock, signingMs + verifyingLongerMs),
  }
}
