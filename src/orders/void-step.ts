import { isRefused } from '../domain/refusal.ts'
import { gatewayOf } from '../payments/gateway-of.ts'
import type { OrderFailure, OrderRecord, PaymentAttempt } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { release } from './ask-gateway.ts'
import { mostNewAmounts, nextAttempt } from './attempts.ts'
import { failOrder } from './fail.ts'
import type { MoneySource } from './money-source.ts'
import { lockOrder, type Run, replan, statelessWrite } from './run.ts'

/** Lets the authorised money go; then the order fails, or asks for the amount that it needs now. */
export async function voidStep(services: Services, run: Run): Promise<Run> {
  const { attempt } = run
  if (attempt === undefined) throw new Error(`order ${run.order.id} has no attempt to void`)
  await release(gatewayOf(services, attempt), attempt)
  return services.db.write(async (stores) => {
    const locked = await lockOrder(stores, run)
    const at = services.clock.now()
    const voided = { ...attempt, state: 'voided' as const, updatedAt: at }
    if (locked.failure !== undefined)
      return failOrder(services, stores, { ...run, order: locked, attempt: voided }, locked.failure)
    const proposal = await replan(services, stores, locked)
    if (isRefused(proposal))
      return failOrder(services, stores, { ...run, order: locked, attempt: voided }, proposal)
    const order: OrderRecord = { ...locked, updatedAt: at }
    const next = nextAttempt(order, {
      n: attempt.n + 1,
      source: sameMethod(attempt),
      changeset: proposal.changeset,
    })
    const keepsMoving = next !== undefined && (await stores.orders.voidedInARow(order.id)) >= mostNewAmounts
    if (keepsMoving)
      return failOrder(services, stores, { ...run, order: locked, attempt: voided }, amountKeepsMoving)
    const outcome = next === undefined ? 'no money is needed any more' : 'the amount moved; authorised anew'
    await stores.orders.write(
      statelessWrite(run, {
        order,
        attempts: next === undefined ? [voided] : [voided, next],
        link: undefined,
        events: [],
        steps: [{ name: 'void', at, outcome }],
      }),
    )
    return { ...run, order, attempt: next ?? voided }
  })
}

const amountKeepsMoving: OrderFailure = {
  code: 'changes_differ',
  detail: 'What the order costs changed while it was paid. Preview it again.',
}

/** A single-use token was used up by the authorisation, which saved the method behind it. */
function sameMethod({
  type,
  gateway,
  method,
  token,
  paymentMethodId,
  offSession,
}: PaymentAttempt): MoneySource {
  if (type === 'elsewhere') return { type, gateway, token, paymentMethodId, offSession }
  return { type: 'saved', gateway, token: method?.methodReference ?? token, paymentMethodId, offSession }
}
