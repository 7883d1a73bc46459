import type { OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { orderEvent } from './events.ts'
import { lockOrder, type Run, statelessWrite } from './run.ts'

export interface Decline {
  readonly declineCode: string
  readonly retryable: boolean
  readonly reference: string
}

/**
 * A decline ends nothing: the attempt is recorded, the order waits for other money, and its link is open again. An order on a
 * subscription that nothing names could never be paid by the same call again: it fails. So does one through a payment link, whose
 * next press makes another.
 */
export function declineAttempt(services: Services, run: Run, decline: Decline): Promise<Run> {
  return services.db.write(async (stores) => {
    const locked = await lockOrder(stores, run)
    const at = services.clock.now()
    const order: OrderRecord = { ...locked, ...after(locked), changeset: undefined, updatedAt: at }
    const attempt = run.attempt && {
      ...run.attempt,
      state: 'declined' as const,
      gatewayReference: decline.reference,
      declineCode: decline.declineCode,
      declineRetryable: decline.retryable,
      updatedAt: at,
    }
    const data = {
      decline_code: decline.declineCode,
      retryable: decline.retryable,
      attempt: attempt?.n ?? null,
    }
    const ids = services.random.idsFrom(order.id)
    await stores.orders.write(
      statelessWrite(run, {
        order,
        attempts: attempt === undefined ? [] : [attempt],
        link:
          order.checkoutId === undefined
            ? undefined
            : { basketId: order.checkoutId, from: ['paying'], to: 'opened' },
        events: [
          orderEvent('order.payment_declined', { order, ids, at, key: String(attempt?.n), data }),
          ...(order.failure === undefined
            ? []
            : [orderEvent('order.failed', { order, ids, at, data: { ...order.failure } })]),
        ],
        steps: [{ name: 'authorise', at, outcome: `declined: ${decline.declineCode}` }],
      }),
    )
    return { ...run, order, attempt }
  })
}

function after({ checkoutId, externalKey, actor }: OrderRecord): Pick<OrderRecord, 'status' | 'failure'> {
  if (checkoutId !== undefined || (externalKey !== undefined && actor === 'client'))
    return { status: 'pending-payment', failure: undefined }
  return { status: 'failed', failure: { code: 'payment_declined', detail: 'The payment was declined.' } }
}
