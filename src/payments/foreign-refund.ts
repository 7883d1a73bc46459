import type { Stores } from '../ports/database.ts'
import type { Services } from '../ports/services.ts'

interface ForeignRefund {
  readonly gateway: string
  /** The gateway's name of it, or the key that it names and that nothing here has. */
  readonly name: string
}

/**
 * Money went back that nobody here asked for, as when somebody clicked in the gateway's own dashboard. Our books stay as they are,
 * until somebody decides what it was for: it is told as an event, and the next reconciliation lists it.
 */
export async function noteForeignRefund(
  { clock, random, log }: Pick<Services, 'clock' | 'random' | 'log'>,
  { events }: Pick<Stores, 'events'>,
  { gateway, name }: ForeignRefund,
): Promise<void> {
  log.warn({ gateway, refund: name }, 'the gateway tells of a refund that nobody here asked for')
  await events.append([
    {
      // A gateway tells of the same refund several times: when it is made, when it is done.
      id: random.idsFrom(`${gateway}/${name}`).id('event', 'refund.made_elsewhere'),
      type: 'refund.made_elsewhere',
      ownerId: undefined,
      subjectId: name,
      orderId: undefined,
      data: { gateway, gatewayReference: name },
      createdAt: clock.now(),
    },
  ])
}
