import fc from 'fast-check'
import { fieldsOf, type Path, withValue } from './mutations.ts'
import type { KnownOperation } from './operations.ts'
import { flawOf } from './problem.ts'
import { operationNamed, type Stage } from './stage.ts'
import { brokenThings } from './whole.ts'

/** A body that nobody meant to send. */
interface Attack {
  readonly operation: string
  readonly body: unknown
  readonly idempotencyKey: string | undefined
}

const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
  fc.constantFrom(
    '',
    '0',
    'NaN',
    '__proto__',
    '\u0000',
    '\ud800',
    '2026-02-30',
    '9999-12-31T23:59:59Z',
    'P9999Y',
  ),
  fc.constantFrom(-1, 0, 1, 0.1, 1e21, 2 ** 53, 100_000, 100_001, null, true, false),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

/** A valid body with up to two fields made odd, or any JSON at all. */
function bodies(operation: KnownOperation, valid: unknown): fc.Arbitrary<unknown> {
  const places = fieldsOf(operation.body ?? {}, valid, []).map(({ path }) => path)
  const edit = fc.record({
    path: fc.constantFrom<Path>([], ...places),
    value: fc.option(oddValue, { nil: undefined }),
  })
  const edited = fc
    .array(edit, { maxLength: 2 })
    .map((edits) => edits.reduce((body, { path, value }) => withValue(body, path, value), valid))
  return fc.oneof(
    { weight: 5, arbitrary: edited },
    { weight: 1, arbitrary: fc.jsonValue({ stringUnit: 'binary' }) },
  )
}

function attacks({ operations, bodies: valid }: Stage): fc.Arbitrary<Attack> {
  // The clock would carry the offers' dates and the links away from everything that follows.
  const writing = operations.filter(({ id, body }) => body !== undefined && id !== 'advanceClock')
  const [first, ...rest] = writing.map((operation) =>
    fc.record({
      operation: fc.constant(operation.id),
      body: bodies(operation, valid[operation.id]),
      idempotencyKey: fc.option(fc.stringMatching(/^[!-~]{1,300}$/), { nil: undefined }),
    }),
  )
  if (first === undefined) throw new Error('there is nothing to attack')
  return fc.oneof(first, ...rest)
}

/** Sends this many odd bodies: each is answered well, and whatever is accepted is whole. */
export async function fuzz(stage: Stage, numRuns: number): Promise<void> {
  const property = fc.asyncProperty(attacks(stage), async ({ operation: id, body, idempotencyKey }) => {
    const operation = operationNamed(stage, id)
    const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }
    const before = idempotencyKey === undefined ? await stage.countRows() : undefined
    const answer = await stage.call(operation, { text: textOf(operation, body), headers })
    const flaw = id === 'issueToken' && answer.statusCode < 500 ? undefined : flawOf(answer)
    if (flaw !== undefined) throw new Error(`${id}: ${flaw}`)
    const after = await stage.countRows()
    // A decline is no refusal: what was tried is written down.
    const isRefused = answer.statusCode >= 400 && answer.statusCode !== 402
    if (before !== undefined && isRefused && JSON.stringify(before) !== JSON.stringify(after))
      throw new Error(`${id} refused with ${answer.statusCode} and left a trace`)
    const broken = await brokenThings(stage.app.pool)
    if (broken.length > 0) throw new Error(`${id} left half a thing: ${broken.join(', ')}`)
  })
  await fc.assert(property, { numRuns })
}

function textOf({ contentType }: KnownOperation, body: unknown): string {
  if (contentType === 'application/json') return JSON.stringify(body) ?? ''
  const entries = Object.entries(Object(body)).map(([name, value]): [string, string] => [
    name.toWellFormed(),
    (JSON.stringify(value) ?? '').toWellFormed(),
  ])
  return new URLSearchParams(entries).toString()
}
