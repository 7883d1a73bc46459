import { expect, test } from 'vitest'
import type { KnownOperation } from './support/operations.ts'
import { flawOf } from './support/problem.ts'
import { useStage } from './support/stage.ts'

const stage = useStage()

/** As they stand in an address: percent-encoded, or broken. */
const oddTexts = [
  '',
  '%20',
  'NaN',
  '-1',
  '0',
  '1e308',
  '9007199254740993',
  '1.5',
  'null',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%zz',
  '%E2%80%AEgnp',
  '__proto__',
  'constructor',
  "'%3B%20drop%20table%20orders--",
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%5c..%5cwindows',
  '%0d%0aSet-Cookie:%20a=b',
  'x'.repeat(300),
  'x'.repeat(9000),
]

test('every query parameter of every operation, with every odd text: an answer or a clear problem', async () => {
  const flaws = await tryAll((operation) => {
    const names = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name)
    const odd = names.flatMap((name) => oddTexts.map((text) => `?${name}=${text}`))
    return [...odd, ...names.map((name) => `?${name}=a&${name}=b`)].map((query) => ({ query }))
  })
  expect(flaws).toEqual([])
})

test('a query parameter that nobody knows is refused by name, and nothing is done', async () => {
  const { operations, call, bodies, countRows } = stage()
  const before = await countRows()
  const wrong: string[] = []
  for (const operation of operations.filter(({ path }) => path.startsWith('/api/'))) {
    const answer = await call(operation, { surprise: 'surprise', body: bodies[operation.id] })
    if (answer.statusCode !== 400 || !answer.body.includes('"?surprise"'))
      wrong.push(`${operation.id} ${answer.statusCode} ${answer.body.slice(0, 200)}`)
  }
  expect(wrong).toEqual([])
  expect(await countRows()).toEqual(before)
})

test('every path parameter of every operation, with every odd text: an answer or a clear problem', async () => {
  const flaws = await tryAll((operation) =>
    operation.parameters
      .filter((one) => one.in === 'path')
      .flatMap(({ name }) => oddTexts.map((text) => ({ params: { [name]: text } }))),
  )
  expect(flaws).toEqual([])
})

test('an id of the right shape that names nothing is 404, and so is one of a wrong shape', async () => {
  const { operations, call, bodies } = stage()
  const byId = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'id'))
  const ids = [`order-${'0'.repeat(32)}`, 'order-1', 'what', `client-${'0'.repeat(32)}`]
  for (const operation of byId)
    for (const id of ids) {
      const answer = await call(operation, { params: { id }, body: bodies[operation.id] })
      expect([operation.id, id, answer.statusCode]).toEqual([operation.id, id, 404])
    }
  expect(byId.length).toBeGreaterThan(3)
})

interface Try {
  readonly query?: string
  readonly params?: Readonly<Record<string, string>>
}

async function tryAll(triesOf: (operation: KnownOperation) => readonly Try[]): Promise<readonly string[]> {
  const { operations, call, bodies, countRows } = stage()
  const flaws: string[] = []
  for (const operation of operations) {
    let before = await countRows()
    for (const parts of triesOf(operation)) {
      const answer = await call(operation, { ...parts, body: bodies[operation.id] })
      const after = await countRows()
      const trace = answer.statusCode >= 400 && JSON.stringify(after) !== JSON.stringify(before)
      const flaw =
        operation.id === 'issueToken' ? undefined : (flawOf(answer) ?? (trace ? 'left a trace' : undefined))
      if (flaw !== undefined) flaws.push(`${operation.id} ${JSON.stringify(parts).slice(0, 120)}: ${flaw}`)
      before = after
    }
  }
  return flaws
}
