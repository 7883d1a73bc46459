import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { IdSource, Noun } from '../../domain/id.ts'
import type { Random } from '../../ports/random.ts'

export const cryptoRandom: Random = {
  id: (noun: Noun) => `${noun}-${randomBytes(16).toString('hex')}`,
  uuid: () => randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
  reference: () => toReference(randomBytes(16)),
  idsFrom,
}

function idsFrom(seed: string): IdSource {
  const digest = (key: string) => hash('sha256', `${seed}\n${key}`, 'buffer')
  return {
    id: (noun, key) => `${noun}-${digest(`${noun}\n${key}`).subarray(0, 16).toString('hex')}`,
    reference: (key) => toReference(digest(`reference\n${key}`)),
  }
}

/** 36^12 is less than 2^63, so eight bytes say nearly every reference equally often. */
function toReference(bytes: Buffer): string {
  return (bytes.readBigUInt64BE() % 36n ** 12n).toString(36).toUpperCase().padStart(12, '0')
}
