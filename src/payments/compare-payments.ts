import type { Difference } from '../domain/reconciliation.ts'
import type { Stores } from '../ports/database.ts'
import type { GatewayMovement, GatewayPayment } from '../ports/payment-gateway.ts'
import type { DaySpan, OurPayment } from '../ports/reconciliation-store.ts'
import type { Services } from '../ports/services.ts'
import { lookAgain } from './look-again.ts'
import { attemptKey, collectionKey, tryOfKey } from './payment-keys.ts'

/** What comparing one kind of money needs; `now` is the world's, in milliseconds. */
export interface Comparing {
  readonly gateway: Services['gateway']
  readonly stores: Pick<Stores, 'reconciliations'>
  readonly span: DaySpan
  readonly now: number
}

/** What differs, and how many were compared. */
export interface Compared {
  readonly differences: readonly Difference[]
  readonly count: number
}

/** Orders take money within seconds; what is held longer than this is waited for, or forgotten. */
const heldMs = 3_600_000

/** The payments of a day, by the gateway's list and by ours. Each that one side misses is looked up before it counts. */
export async function comparePayments(
  comparing: Comparing,
  movements: readonly GatewayMovement[],
): Promise<Compared> {
  const { stores, span } = comparing
  const references = movements.map(({ reference }) => reference)
  const known = await namedByReference(comparing, references)
  const differences: Difference[] = []
  for (const movement of movements) {
    const ours = known.get(movement.reference)
    const difference =
      ours === undefined
        ? await ofUnknown(comparing, movement)
        : ofKnown(ours, { ...movement, taken: movement.state === 'captured' })
    if (difference !== undefined) differences.push(difference)
  }
  const listed = new Set(references)
  const unlisted = (await stores.reconciliations.paymentsOf(span)).filter(
    ({ gatewayReference }) => !listed.has(gatewayReference),
  )
  for (const ours of unlisted) {
    const difference = await ofUnlisted(comparing, ours)
    if (difference !== undefined) differences.push(difference)
  }
  return { differences, count: movements.length + unlisted.length }
}

async function namedByReference({ stores, span }: Comparing, references: readonly string[]) {
  const found = await stores.reconciliations.paymentsNamed(span.gateway, references)
  return new Map(found.map((payment) => [payment.gatewayReference, payment]))
}

interface Theirs {
  readonly amount: number
  readonly currency: string
  readonly taken: boolean
}

function ofKnown(ours: OurPayment, theirs: Theirs): Difference | undefined {
  const { id, gatewayReference, amount, currency, elsewhere } = ours
  // One transfer may stand on several payments; what it comes to is known to whoever wrote it down.
  if (elsewhere) return undefined
  const about = { id, gatewayReference, amountHere: amount, currency }
  if (!theirs.taken) return { ...about, kind: 'missing_there', amountThere: undefined }
  if (theirs.amount === amount && theirs.currency === currency) return undefined
  return { ...about, kind: 'amount_differs', amountThere: theirs.amount }
}

/** Of money that moved there and stands on no payment here. */
async function ofUnknown(comparing: Comparing, movement: GatewayMovement): Promise<Difference | undefined> {
  const { gateway, stores, now } = comparing
  const { key, reference, amount, currency } = movement
  const about = {
    id: key,
    gatewayReference: reference,
    amountHere: undefined,
    amountThere: amount,
    currency,
  }
  const money = key === undefined ? undefined : tryOfKey(key)
  if (key === undefined || money === undefined) return { ...about, kind: 'made_elsewhere' }
  if (await stores.reconciliations.isUnderWay(money)) return undefined
  // Whoever was at it may have ended between our two looks.
  const written = (await namedByReference(comparing, [reference])).get(reference)
  const found = await lookAgain(() => gateway.lookup(key))
  if (written !== undefined) return found && ofKnown(written, { ...theirsOf(found), currency })
  if (found?.state === 'captured') return { ...about, kind: 'missing_here' }
  const isHeld = found?.state === 'authorised' && Date.parse(movement.at) < now - heldMs
  return isHeld ? { ...about, kind: 'still_held' } : undefined
}

function theirsOf(payment: GatewayPayment): Pick<Theirs, 'amount' | 'taken'> {
  return { amount: 'amount' in payment ? payment.amount : 0, taken: payment.state === 'captured' }
}

/** Of a payment here that the gateway's list of the day lacks: it may have been taken a second before midnight. */
async function ofUnlisted({ gateway }: Comparing, ours: OurPayment): Promise<Difference | undefined> {
  const key = keyOf(ours)
  const found = key === undefined ? undefined : await lookAgain(() => gateway.lookup(key))
  // What the gateway has under our key must be what we wrote down.
  const isIt = found?.reference === ours.gatewayReference
  return ofKnown(ours, {
    currency: ours.currency,
    ...(found && isIt ? theirsOf(found) : { amount: 0, taken: false }),
  })
}

function keyOf({ orderId, attempt, invoiceId, collection }: OurPayment): string | undefined {
  if (orderId !== undefined && attempt !== undefined) return attemptKey({ orderId, n: attempt })
  return collection === undefined ? undefined : collectionKey({ invoiceId, n: collection })
}
