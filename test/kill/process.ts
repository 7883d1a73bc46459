import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { createApp } from '../../src/app.ts'
import type { Caller } from '../../src/domain/caller.ts'
import { processOrder } from '../../src/orders/process.ts'
import { submitOrder } from '../../src/orders/submit.ts'
import { armed } from './armed.ts'
import { visitBank } from './bank-visit.ts'
import { meetsItsBank, type Point, type Round } from './rounds.ts'

/** What a process to be killed is told. */
export interface Orders {
  readonly databaseUrl: string
  readonly scenario: Round['scenario']
  readonly death: Point
  /** Its basket; for an order on a subscription its external id. */
  readonly basketId: string
  /** Of an order on a subscription, to find it again. */
  readonly named: { readonly clientId: string; readonly orderType: string } | undefined
  /** Absent: it takes over the order of this basket from a process that was killed. */
  readonly submit: { readonly caller: CallerWords; readonly body: object } | undefined
}

/** A caller, as JSON carries it. */
export type CallerWords =
  | Extract<Caller, { kind: 'customer' }>
  | { readonly kind: 'client'; readonly clientId: string }

// Whoever is killed leaves nothing behind, so what was compiled is written down first.
flushCompileCache()

/** Runs one order until it kills itself. Its answer, if it lives to give one, goes to standard output. */
const { databaseUrl, submit, named, ...plan } = JSON.parse(process.argv[2] ?? '') as Orders
const app = await createApp({
  databaseUrl,
  secretKey: 'a secret key of the tests, long enough',
  sandbox: true,
  publicUrl: 'http://127.0.0.1:3000',
  poolSize: 3,
  log: { info: () => undefined, warn: () => undefined, error: console.error },
})
await app.processes.join(`pool-${process.pid}`)
const services = armed(app, plan)

if (submit !== undefined) {
  const { caller, body } = submit
  const answer = await submitOrder(
    services,
    caller.kind === 'client' ? { ...caller, scopes: new Set(['order:update_refund']) } : caller,
    body,
  )
  writeSync(1, JSON.stringify(answer))
}
const order =
  named === undefined
    ? await services.db.read.orders.findByCheckoutId(plan.basketId)
    : await services.db.read.orders.findByExternalId({ ...named, externalId: plan.basketId })
const takesOver = async (id: string) => {
  await app.processes.freeDead()
  await processOrder(services, id)
  if (meetsItsBank.includes(plan.scenario)) await visitBank(services, id, plan.scenario)
  const { status } = (await services.db.read.orders.find(id)) ?? {}
  return status === 'submitted' || status === 'processing'
}
while (order !== undefined && (await takesOver(order.id))) await pause(20)
process.exit(0)
