import { RecentMap } from '../access/recent-map.ts'

interface Bucket {
  readonly tokens: number
  readonly atMs: number
}

export interface Allowance {
  readonly allowed: boolean
  /** Whole requests left. */
  readonly remaining: number
  /** Until one more is allowed; 0 when one is allowed now. */
  readonly waitMs: number
  /** Until the burst is whole again. */
  readonly fullInMs: number
}

const bucketsKept = 10_000

/** Lets each key do `perSecond` things a second on average and `burst` at once. */
export class TokenBuckets {
  readonly perSecond: number
  readonly burst: number
  readonly #buckets = new RecentMap<Bucket>(bucketsKept)

  constructor(limits: { perSecond: number; burst: number }) {
    this.perSecond = limits.perSecond
    this.burst = limits.burst
  }

  /** Takes one, if there is one. */
  take(key: string, nowMs: number): Allowance {
    const tokens = this.#tokensOf(key, nowMs)
    if (tokens < 1) return this.#allowance(false, tokens)
    this.#buckets.set(key, { tokens: tokens - 1, atMs: nowMs })
    return this.#allowance(true, tokens - 1)
  }

  /** Would one be given? Takes none. */
  look(key: string, nowMs: number): Allowance {
    const tokens = this.#tokensOf(key, nowMs)
    return this.#allowance(tokens >= 1, tokens)
  }

  #tokensOf(key: string, nowMs: number): number {
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) return this.burst
    const grown = (Math.max(0, nowMs - bucket.atMs) / 1000) * this.perSecond
    return Math.min(this.burst, bucket.tokens + grown)
  }

  #allowance(allowed: boolean, tokens: number): Allowance {
    return {
      allowed,
      remaining: Math.floor(tokens),
      waitMs: Math.max(0, ((1 - tokens) / this.perSecond) * 1000),
      fullInMs: ((this.burst - tokens) / this.perSecond) * 1000,
    }
  }
}
