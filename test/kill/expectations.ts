import { expect } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { type Outcome, outcomeOf } from './books.ts'
import type { Ran } from './run-rounds.ts'

/** Nothing acknowledged was lost, nobody is charged twice, and nothing is left half done, also when the caller asks again. */
export async function expectWhole(app: TestApp, ran: Ran): Promise<void> {
  const { round, acknowledged } = ran
  const label = JSON.stringify(round)
  expect(ran.signals, `${label} died where it should`).toEqual(round.deaths.map(() => 'SIGKILL'))
  const found = await outcomeOf(app, ran)
  if (acknowledged !== undefined)
    expect(
      found.orders.map(({ id }) => id),
      label,
    ).toEqual([acknowledged])
  if (found.orders.length > 0)
    expect(
      found.orders.map(({ status }) => status),
      label,
    ).toEqual([endOf(ran, found)])

  const again = await ran.again('tok_ok')
  const outcome = await outcomeOf(app, ran)
  expect(outcome.gateway, label).not.toHaveProperty('authorised')
  if (endOf(ran, found) === 'cancelled') {
    expect(again.body.code, label).toBe('link_revoked')
    expect(outcome, label).toMatchObject({ ...found, ...nothing })
    return
  }
  // The first commit of some never came; then this is the first that was heard of the order.
  expect(again.status, label).toBe(200)
  if (found.orders.length > 0) expect(found.orders[0]?.id, label).toBe(again.body.id)
  expect(outcome, label).toMatchObject({
    ...everything(ran, outcome),
    orders: [{ id: again.body.id, status: 'complete' }],
  })
}

/** How the order must end by itself: a link that was withdrawn before the money was taken ends it. */
function endOf({ round }: Ran, { link }: Outcome): string {
  if (link === 'revoked') return 'cancelled'
  const waits = round.scenario === 'declined' || round.scenario === 'abandoned'
  return waits ? 'pending-payment' : 'complete'
}

const nothing = {
  captured: [],
  paid: [],
  invoiced: [],
  subscriptions: 0,
  receipts: 0,
  completions: 0,
  doubled: [],
}

function everything({ round }: Ran, outcome: Outcome) {
  if (round.scenario === 'changed') return changed(outcome)
  if (round.scenario === 'refunded') return refunded(outcome)
  const byCard = round.scenario !== 'invoice' && round.scenario !== 'at once'
  const taken = byCard ? outcome.invoiced : []
  return {
    ...untouched,
    invoiced: round.scenario === 'trial' ? [] : [expect.any(Number)],
    captured: taken,
    paid: taken,
    subscriptions: 1,
    paymentMethods: byCard ? 1 : 0,
    receipts: 1,
    link: round.by === 'customer' ? 'completed' : null,
  }
}

const untouched = { sent: [], refunded: [], completions: 1, doubled: [] }

/** Nothing is begun: what is there is something else now, and what that costs is paid with the card that was there. */
function changed({ captured }: Outcome) {
  return {
    ...untouched,
    invoiced: [expect.any(Number)],
    captured: [expect.any(Number)],
    paid: captured,
    owed: 0,
    subscriptions: 0,
    paymentMethods: 0,
  }
}

function refunded({ refunded: amounts }: Outcome) {
  return { ...untouched, invoiced: [], captured: [], paid: [], sent: amounts, refunded: [expect.any(Number)] }
}
