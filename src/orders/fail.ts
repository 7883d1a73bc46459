import type { RefusalCode } from '../domain/refusal.ts'
import type { Stores } from '../ports/database.ts'
import type { OrderFailure } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { orderEvent } from './events.ts'
import { namesCodes } from './promo-uses.ts'
import { type Run, statelessWrite } from './run.ts'

const linkEnds: readonly RefusalCode[] = ['link_expired', 'link_revoked', 'link_superseded']

/** Ends the order: `cancelled` when its link did, else `failed`. Its keys are free again and its link, if it lives, is open. */
export async function failOrder(
  services: Pick<Services, 'clock' | 'random'>,
  stores: Pick<Stores, 'orders' | 'promoCodes'>,
  run: Run,
  { code, detail }: OrderFailure,
): Promise<Run> {
  const at = services.clock.now()
  const cancelled = linkEnds.includes(code)
  const order = {
    ...run.order,
    status: cancelled ? ('cancelled' as const) : ('failed' as const),
    changeset: undefined,
    failure: { code, detail },
    updatedAt: at,
  }
  // Before the order is written: whoever takes uses does that first as well, so nobody waits in a circle.
  if (namesCodes(order)) await stores.promoCodes.release([order.id])
  const ids = services.random.idsFrom(order.id)
  await stores.orders.write(
    statelessWrite(run, {
      order,
      attempts: run.attempt === undefined ? [] : [run.attempt],
      link:
        order.checkoutId === undefined
          ? undefined
          : { basketId: order.checkoutId, from: ['paying'], to: 'opened' },
      events: [
        orderEvent(cancelled ? 'order.cancelled' : 'order.failed', {
          order,
          ids,
          at,
          data: { code, detail },
        }),
      ],
      steps: [{ name: 'end', at, outcome: code }],
    }),
  )
  return { ...run, order }
}
