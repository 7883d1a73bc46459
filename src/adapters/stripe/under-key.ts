import { setTimeout as pause } from 'node:timers/promises'
import type Stripe from 'stripe'
import { isBeingCarriedOut, isKeyUsedUp, meaningOf } from './failures.ts'

const mostKeys = 4

/** Milliseconds to wait for whoever is carrying out the same; asking again under the same key does nothing twice. */
const waits = [50, 100, 200, 400, 800]

interface Asked<Answer> {
  readonly call: (options: Stripe.RequestOptions) => Promise<Answer>
  /** What an earlier try under a key that is used up made after all. */
  readonly find: () => Promise<Answer | undefined>
}

/**
 * A call under our key, which Stripe carries out once. Where the first try met a fault, Stripe repeats that fault and is done with
 * it; then it is looked for, and only what is not there is asked for under the next key. Throws what `isExpected` names as it is,
 * everything else by its meaning.
 */
export async function underKey<Answer>(
  key: string,
  { call, find }: Asked<Answer>,
  isExpected: (error: unknown) => boolean = () => false,
): Promise<Answer> {
  for (let n = 1; ; n += 1) {
    try {
      return await inTurn(() => call({ idempotencyKey: n === 1 ? key : `${key}:${n}` }))
    } catch (error) {
      const isOver = isKeyUsedUp(error) && n < mostKeys
      if (!isOver) throw isExpected(error) ? error : meaningOf(error)
    }
    const found = await find()
    if (found !== undefined) return found
  }
}

async function inTurn<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (const ms of waits) {
    try {
      return await call()
    } catch (error) {
      if (!isBeingCarriedOut(error)) throw error
    }
    await pause(ms)
  }
  return call()
}

/** A call that changes nothing. */
export async function read<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw meaningOf(error)
  }
}
