import type { Lease } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'

/** How long an order stays its runner's after the last sign of life. Whoever is killed is replaced after at most this. */
const leaseSeconds = 6
const heartbeatMs = 2_000

/** How long a queued order may wait for a worker before a sweep enqueues it again. */
export const queuedSeconds = 30

/** The right to run one order, for one run of it. */
export function newLease({ processId, random }: Pick<Services, 'processId' | 'random'>): Lease {
  return { holder: `${processId}/${random.uuid()}`, seconds: leaseSeconds }
}

/** Nobody runs the order yet; the queue will. */
export const queueLease: Lease = { holder: '', seconds: queuedSeconds }

/** Keeps the lease alive while `work` runs, however slow a gateway is. */
export async function underLease<T>(
  { db, log }: Pick<Services, 'db' | 'log'>,
  { orderId, lease }: { orderId: string; lease: Lease },
  work: () => Promise<T>,
): Promise<T> {
  const heart = setInterval(() => {
    db.read.orders
      .renewLease(orderId, lease)
      .catch((error: Error) => log.warn({ orderId, error: error.message }, 'could not renew a lease'))
  }, heartbeatMs)
  try {
    return await work()
  } finally {
    clearInterval(heart)
  }
}

/** Somebody else runs the order now: whatever this run was about to write is theirs to write. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}
