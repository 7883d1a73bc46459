import type { Services } from '../ports/services.ts'

const batchSize = 100

/**
 * Asks again how challenges stand whose notice never came and whose buyer never came back: soon, then ever less often, and for an hour
 * at most. Then the order waits for other money.
 */
export async function lookOutForChallenges({ db }: Pick<Services, 'db'>): Promise<void> {
  const due = await db.read.orders.takeDueChallenges(batchSize)
  await db.read.queue.enqueueAll(
    due.map(({ orderId, isOver }) => ({
      task: 'resume-payment',
      payload: { orderId, giveUp: isOver ? 'challenge_expired' : null },
      key: `resume/${orderId}`,
    })),
  )
}
