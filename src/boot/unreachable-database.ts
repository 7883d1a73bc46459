import { StartFailure } from './fail.ts'

/** What the network and PostgreSQL say when an address leads to no database that we may use. */
const sayings = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '28P01', // wrong password
  '28000', // nobody of this name
  '3D000', // no such database
  '42501', // may not make tables
])

/** The mistake of an operator in one line; `undefined`: another failure. No message of these holds the password. */
export function unreachableDatabase(error: unknown): StartFailure | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  if (!sayings.has(error.code)) return undefined
  return new StartFailure(`DATABASE_URL: this database cannot be used: ${error.message || error.code}`)
}
