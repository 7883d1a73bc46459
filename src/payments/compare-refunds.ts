import type { Difference } from '../domain/reconciliation.ts'
import type { GatewayMovement, GatewayRefund } from '../ports/payment-gateway.ts'
import type { OurRefund } from '../ports/reconciliation-store.ts'
import type { Compared, Comparing } from './compare-payments.ts'
import { lookAgain } from './look-again.ts'

/** The refunds of a day, by the gateway's list and by ours; the id of ours is its key there. */
export async function compareRefunds(
  { gateway, stores, span }: Comparing,
  movements: readonly GatewayMovement[],
): Promise<Compared> {
  const keys = movements.flatMap(({ key }) => key ?? [])
  const known = new Map(
    (await stores.reconciliations.refundsNamed(keys)).map((refund) => [refund.id, refund]),
  )
  const listed = movements.map((movement) => ofListed(movement, known.get(movement.key ?? '')))
  const unlisted = (await stores.reconciliations.refundsOf(span)).filter(({ id }) => !keys.includes(id))
  const looked: (Difference | undefined)[] = []
  for (const refund of unlisted)
    looked.push(ofOurs(refund, (await lookAgain(() => gateway.lookupRefund(refund.id)))?.state))
  return {
    differences: [...listed, ...looked].filter((difference) => difference !== undefined),
    count: movements.length + unlisted.length,
  }
}

/** Our refunds are asked for under their ids. */
function isOurs(key: string): boolean {
  return /^refund-[0-9a-f]{32}$/.test(key)
}

function ofListed(movement: GatewayMovement, ours: OurRefund | undefined): Difference | undefined {
  const { key, reference, amount, currency, state } = movement
  const about = { gatewayReference: reference, amountThere: amount, currency }
  if (ours === undefined) {
    if (state === 'failed') return undefined
    const kind = isOurs(key ?? '') ? 'refund_missing_here' : 'made_elsewhere'
    return { ...about, kind, id: key, amountHere: undefined }
  }
  if (state === 'failed') return ofOurs(ours, state)
  // One that waits here is asked for until its outcome is known.
  if (ours.status === 'pending') return undefined
  if (ours.status === 'failed')
    return { ...about, kind: 'refund_missing_here', id: ours.id, amountHere: undefined }
  if (ours.amount === amount && ours.currency === currency) return undefined
  return { ...about, kind: 'amount_differs', id: ours.id, amountHere: ours.amount }
}

/** Of a refund that is done here: it must be done there, or on its way. */
function ofOurs(ours: OurRefund, state: GatewayRefund['state'] | undefined): Difference | undefined {
  if (ours.status !== 'refunded' || state === 'refunded' || state === 'pending') return undefined
  const { id, gatewayReference, amount, currency } = ours
  return {
    kind: 'refund_missing_there',
    id,
    gatewayReference,
    amountHere: amount,
    amountThere: undefined,
    currency,
  }
}
