import type { Caller } from '../domain/caller.ts'
import type { Database } from '../ports/database.ts'
import { RecentMap } from './recent-map.ts'

export interface VerifiedToken {
  readonly caller: Caller
  readonly expiresAtMs: number
}

const tokensKept = 10_000
const byDatabase = new WeakMap<Database, RecentMap<VerifiedToken>>()

/** Tokens whose signature this process has checked, by the hash of the token: checking once in their life is enough. */
export function verifiedTokens(db: Database): RecentMap<VerifiedToken> {
  const known = byDatabase.get(db)
  if (known !== undefined) return known
  const made = new RecentMap<VerifiedToken>(tokensKept)
  byDatabase.set(db, made)
  return made
}
