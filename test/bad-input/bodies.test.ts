import type { LightMyRequestResponse } from 'fastify'
import { expect, test } from 'vitest'
import { type Mutation, mutationsOf } from './support/mutations.ts'
import type { KnownOperation } from './support/operations.ts'
import { flawOf, pointsAt } from './support/problem.ts'
import { type Stage, useStage } from './support/stage.ts'

const stage = useStage()

test('every field of every body, wrong in every way: a clear problem or an answer, and a refusal leaves no trace', async () => {
  const flaws: string[] = []
  for (const operation of stage().operations) flaws.push(...(await sweep(stage(), operation)))
  expect(flaws).toEqual([])
}, 120_000)

async function sweep(on: Stage, operation: KnownOperation): Promise<readonly string[]> {
  const valid = on.bodies[operation.id]
  if (operation.body === undefined) return []
  if (valid === undefined) return [`${operation.id} has no example`]
  const flaws: string[] = []
  let before = await on.countRows()
  for (const mutation of mutationsOf(operation.body, valid)) {
    const { refused, flaw } = await tryOne(on, operation, mutation)
    const after = await on.countRows()
    const trace = refused ? difference(before, after) : ''
    for (const what of [flaw, trace && `left a trace: ${trace}`])
      if (what) flaws.push(`${operation.id} ${mutation.pointer} ${mutation.what}: ${what}`)
    before = after
  }
  return flaws
}

interface Tried {
  readonly refused: boolean
  readonly flaw: string | undefined
}

async function tryOne(on: Stage, operation: KnownOperation, mutation: Mutation): Promise<Tried> {
  const answer = await on.call(operation, { body: mutation.body })
  return { refused: answer.statusCode >= 400, flaw: flawOfTry(operation, mutation, answer) }
}

function flawOfTry(operation: KnownOperation, mutation: Mutation, answer: LightMyRequestResponse) {
  // Its errors have the form of RFC 6749.
  if (operation.id === 'issueToken') return answer.statusCode < 500 ? undefined : answer.body
  const flaw = flawOf(answer)
  if (flaw !== undefined || !mutation.forbidden) return flaw
  if (answer.statusCode < 400) return 'is accepted'
  return pointsRight(operation, mutation, answer) ? undefined : `does not point there: ${answer.body}`
}

/** The `checkoutId` of a page's call says which cookie counts: without a good one nobody calls. */
function pointsRight(
  { takesCookie, scopes }: KnownOperation,
  { pointer }: Mutation,
  answer: LightMyRequestResponse,
) {
  if (takesCookie && scopes === undefined && pointer === '/checkoutId' && answer.statusCode === 401)
    return true
  return pointsAt(answer, pointer)
}

type Rows = Readonly<Record<string, string>>

function difference(before: Rows, after: Rows): string {
  return Object.keys(after)
    .filter((table) => after[table] !== before[table])
    .map((table) => `${table} ${before[table]} -> ${after[table]}`)
    .join(', ')
}
