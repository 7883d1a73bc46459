import { addDays } from '../domain/calendar.ts'
import { type Difference, differenceKinds, type Reconciliation } from '../domain/reconciliation.ts'
import type { LocalDate } from '../domain/time.ts'
import type { GatewayMovement } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { comparePayments } from './compare-payments.ts'
import { compareRefunds } from './compare-refunds.ts'
import { lookAgain } from './look-again.ts'

export type ReconcileServices = Pick<Services, 'db' | 'gateway' | 'clock' | 'random' | 'log'>

/**
 * Compares what moved at the gateway on one day, midnight to midnight UTC by its clock, with our payments and refunds, and writes down
 * every difference. Nothing is mended: who is owed what must be decided by a person. Throws `GatewayUnavailable` when the gateway
 * does not answer. Doing it again writes the same, or less where something was mended.
 */
export async function reconcile(services: ReconcileServices, day: LocalDate): Promise<Reconciliation> {
  const { db, gateway, clock } = services
  const span = { gateway: gateway.name, from: startOf(day), until: startOf(addDays(day, 1)) }
  const movements = await lookAgain(() => listOf(gateway.movements(span)))
  const comparing = { gateway, stores: db.read, span, now: clock.system() }
  const payments = await comparePayments(
    comparing,
    // What was declined has moved nothing.
    movements.filter(
      ({ kind, state }) => kind === 'payment' && (state === 'captured' || state === 'authorised'),
    ),
  )
  const refunds = await compareRefunds(
    comparing,
    movements.filter(({ kind }) => kind === 'refund'),
  )
  return writeDown(services, {
    gateway: gateway.name,
    day,
    payments: payments.count,
    refunds: refunds.count,
    differences: [...payments.differences, ...refunds.differences].sort(byKind),
  })
}

/** The result, with its event, in one transaction. */
async function writeDown(
  { db, clock, random, log }: ReconcileServices,
  result: Omit<Reconciliation, 'ranAt'>,
): Promise<Reconciliation> {
  const { gateway, day, payments, refunds, differences } = result
  const data = { gateway, day, payments, refunds, differences: differences.length }
  const saved = await db.write(async (stores) => {
    await stores.events.append([
      {
        id: random.id('event'),
        type: 'reconciliation.completed',
        ownerId: undefined,
        subjectId: `reconciliation/${gateway}/${day}`,
        orderId: undefined,
        data,
        createdAt: clock.now(),
      },
    ])
    return stores.reconciliations.save(result)
  })
  if (differences.length > 0) log.warn(data, 'the books of the gateway and ours differ')
  else log.info(data, 'the books of the gateway and ours agree')
  return saved
}

function startOf(day: LocalDate): string {
  return `${day}T00:00:00.000Z`
}

async function listOf(movements: AsyncIterable<GatewayMovement>): Promise<readonly GatewayMovement[]> {
  const listed: GatewayMovement[] = []
  for await (const movement of movements) listed.push(movement)
  return listed
}

/** The same differences stand in the same order, whoever lists them. */
function byKind(a: Difference, b: Difference): number {
  const kinds = differenceKinds.indexOf(a.kind) - differenceKinds.indexOf(b.kind)
  if (kinds !== 0) return kinds
  return placeOf(a) < placeOf(b) ? -1 : 1
}

function placeOf({ gatewayReference = '', id = '' }: Difference): string {
  return `${gatewayReference}/${id}`
}
