import { resumeOrder } from '../../src/orders/resume-payment.ts'
import type { Services } from '../../src/ports/services.ts'
import type { Round } from './rounds.ts'

/** The buyer passes their bank, or never goes there; then whoever notices first goes on with the order. */
export async function visitBank(
  services: Services,
  orderId: string,
  scenario: Round['scenario'],
): Promise<void> {
  if (scenario === 'abandoned') return resumeOrder(services, orderId, { giveUp: 'challenge_expired' })
  await passChallenge(services, orderId)
  await resumeOrder(services, orderId, {})
}

export async function passChallenge({ db, sandboxBank }: Services, orderId: string): Promise<void> {
  const attempt = await db.read.orders.lastAttempt(orderId)
  const challenge = attempt?.challengeUrl?.split('/').at(-1)
  if (challenge !== undefined) await sandboxBank?.answerChallenge(challenge, 'approve')
}
