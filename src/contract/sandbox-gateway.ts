import { z } from 'zod'
import { described } from './parts.ts'

/** How the sandbox's gateway is told to misbehave, and how it tells what it was told. */
export const gatewayFault = z
  .strictObject({
    call: described(
      z.enum(['authorise', 'capture', 'void', 'refund', 'lookup']),
      'Which calls to the gateway.',
      'capture',
    ),
    loseAnswers: described(
      z.number().int('must be a whole number').min(0).max(1000),
      'The answers to this many of the next calls are lost: the gateway does what it was asked, and nobody hears of it.',
      2,
    ),
    delayMs: described(
      z.number().int('must be a whole number').min(0).max(60_000),
      'How much later every answer comes, in milliseconds. The gateway does what it was asked at once.',
      12_000,
    ),
  })
  .meta({ description: 'Misbehaviour of one kind of call; zeros end it.' })

export const gatewayFaultsAnswer = z.object({
  faults: z.array(gatewayFault).meta({ description: 'The calls that misbehave now; empty: none.' }),
})
