import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { systemInstant } from './system-time.ts'

type Needed = Pick<Services, 'db' | 'clock'>

/** So many codes that do not exist may be tried in one window: by an API client (which claims for many), by everybody else. */
const mostByClient = 50
const mostByOthers = 10
const windowMs = 15 * 60 * 1000

/** Who tries which code. */
export interface CodeTry {
  /** `client:…`, `basket:…` or `address:…`. */
  readonly by: string
  /** The same code is not tried over and over by many. */
  readonly codeHash: string
}

/** Refuses, with the seconds to wait, whoever tried too many codes that do not exist, and a code that was tried too often. */
export async function refuseAttempts(
  { db, clock }: Needed,
  { by, codeHash }: CodeTry,
): Promise<Refusal | undefined> {
  const limits = [
    { subject: by, most: by.startsWith('client:') ? mostByClient : mostByOthers },
    { subject: `code:${codeHash}`, most: mostByOthers },
  ]
  const seconds = await db.read.gifts.secondsBlocked(limits, systemInstant(clock))
  if (seconds === 0) return undefined
  return refuse(
    'too_many_attempts',
    'Too many gift codes were tried that do not exist. Wait, then try again.',
    {
      extra: { retryAfter: seconds },
    },
  )
}

/** Counts one try of a code that does not exist, in a transaction of its own: refusing undoes nothing of it. */
export async function countAttempt({ db, clock }: Needed, { by, codeHash }: CodeTry): Promise<void> {
  await db.read.gifts.countAttempt([by, `code:${codeHash}`], {
    now: systemInstant(clock),
    endsAt: systemInstant(clock, windowMs),
  })
}
