import { z } from 'zod'
import { described } from './parts.ts'

/** How the sandbox's gateway is told to misbehave, and how it tells what it was told. */
export const gatewayFault = z
  .strictObject({
    call: described(
      z.enum([
        'authorise',
        'capture',
        'void',
        'refund',
        'lookup',
        'deleteMethod',
        'movements',
        'challenge',
        'notice',
      ]),
      'Which calls to the gateway; `challenge` is the buyer’s press on their bank’s page, `notice` what the gateway tells this server by itself.',
      'capture',
    ),
    loseAnswers: described(
      z.number().int('must be a whole number').min(0).max(1000),
      'The answers to this many of the next calls are lost: the gateway does what it was asked, and nobody hears of it. So many notices never come.',
      2,
    ),
    delayMs: described(
      z.number().int('must be a whole number').min(0).max(60_000),
      'How much later every answer comes, in milliseconds. The gateway does what it was asked at once. Notices come at most so much later, each after another time, so that they overtake one another.',
      12_000,
    ),
    duplicates: described(
      z.number().int('must be a whole number').min(0).max(10),
      'For `notice`: how many times more each is delivered.',
      1,
    ).optional(),
  })
  .meta({ description: 'Misbehaviour of one kind of call; zeros end it.' })

export const gatewayFaultsAnswer = z.object({
  faults: z.array(gatewayFault).meta({ description: 'The calls that misbehave now; empty: none.' }),
})
