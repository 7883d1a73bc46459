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
      'How much later every answer comes, in milliseconds. The gateway does what it was asked at once. Notices come half to all of it later, each after another time, so that they overtake one another.',
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

const disputeStatus = z.enum(['open', 'won', 'lost'])

export const disputesBody = z
  .strictObject({ status: described(disputeStatus, 'How disputes stand from now on.', 'open') })
  .meta({ description: 'What becomes of disputes.' })

export const disputesAnswer = z.object({
  disputes: z
    .array(
      z.object({
        reference: described(z.string(), "The gateway's name of it.", 'gw_dp_4f1c2a9e'),
        paymentReference: described(z.string(), "The gateway's name of the payment.", 'gw_pay_b92ac9d8'),
        amount: described(z.string(), 'What is disputed.', '9.99'),
        currency: described(z.string(), 'ISO 4217.', 'GBP'),
        reason: described(z.string(), 'What the buyer told their bank.', 'fraudulent'),
        status: described(disputeStatus, 'Who won it, if it is over.', 'open'),
      }),
    )
    .meta({ description: 'The latest hundred, the latest first.' }),
})
