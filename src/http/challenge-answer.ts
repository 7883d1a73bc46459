import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ChallengeEnd, endedChallengePage, openChallengePage } from '../pages/challenge-pages.ts'
import { bankHeaders } from '../pages/headers.ts'
import type { BankChallenge } from '../ports/sandbox-bank.ts'
import type { Services } from '../ports/services.ts'
import { languageOf, surroundingsOf } from './message-pages.ts'

const statuses: Readonly<Record<ChallengeEnd, number>> = {
  passed: 200,
  failed: 200,
  ended: 410,
  unknown: 404,
  silent: 503,
}

/** How the bank answers a buyer: it asks, or says why there is nothing to ask. */
export async function sendChallenge(
  services: Services,
  request: FastifyRequest,
  { reply, challenge }: { reply: FastifyReply; challenge: BankChallenge | undefined },
): Promise<FastifyReply> {
  if (challenge?.state !== 'open') {
    const why = challenge?.state ?? 'unknown'
    return sendChallengeEnd(services, request, { reply, why, returnUrl: challenge?.returnUrl })
  }
  const around = surroundingsOf(services, languageOf(request, {}))
  return reply.headers(bankHeaders(challenge.returnUrl)).send(await openChallengePage(challenge, around))
}

export async function sendChallengeEnd(
  services: Services,
  request: FastifyRequest,
  end: { reply: FastifyReply; why: ChallengeEnd; returnUrl: string | undefined },
): Promise<FastifyReply> {
  const around = surroundingsOf(services, languageOf(request, {}))
  return end.reply
    .status(statuses[end.why])
    .headers(bankHeaders(end.returnUrl))
    .send(await endedChallengePage(end, around))
}
