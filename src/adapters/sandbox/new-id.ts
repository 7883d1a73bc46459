import { randomBytes } from 'node:crypto'

/** A name of the gateway's own that nobody can guess. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}
