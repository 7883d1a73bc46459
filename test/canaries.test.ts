import type pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '../src/adapters/pino/log.ts'
import { scopes } from '../src/domain/caller.ts'
import { buildServer, type HttpServer } from '../src/http/server.ts'
import { fieldsOf, type Path, withValue } from './bad-input/support/mutations.ts'
import type { KnownOperation } from './bad-input/support/operations.ts'
import { operationNamed, type Stage, useStage } from './bad-input/support/stage.ts'
import { bearer } from './support/tokens.ts'

const stage = useStage()

/** Card numbers as people and programs write them. */
const numbers = ['4000056655665556', '5105 1051 0510 5100', '3714-496353-98431'] as const
const wholeNumber = 4000056655665556
const code = '9173'

test('a card number in any field of any call is refused, and is in no table, no log, no mail and no event', async () => {
  const { http, lines } = await listenedTo(stage())
  const taken: string[] = []
  let tried = 0
  for (const operation of stage().operations) {
    const bodies = operation.body === undefined ? [] : bodiesWithCards(stage(), operation)
    for (const { pointer, body } of bodies) {
      const answer = await stage().call(operation, { body, http })
      tried += 1
      if (answer.statusCode < 400) taken.push(`${operation.id} ${pointer}`)
      else if (isAskedFirst(operation, pointer) && answer.json().code !== 'card_number_not_allowed')
        taken.push(`${operation.id} ${pointer}: ${answer.body}`)
    }
    for (const request of parametersWithCards(operation))
      await stage().call(operation, { body: stage().bodies[operation.id], ...request, http })
  }
  expect(taken).toEqual([])
  expect(tried).toBeGreaterThan(900)

  const bearerOfAll = await bearer(stage().app, scopes)
  const odd = [
    http.inject({ url: `/elements/sandbox?number=${numbers[0]}&cvc=${code}` }),
    http.inject({ method: 'POST', url: '/elements/sandbox', payload: { number: numbers[0], cvc: code } }),
    http.inject({ url: `/nowhere/${numbers[0]}` }),
    http.inject({ url: '/health', headers: { 'x-request-id': numbers[0], 'user-agent': numbers[1] } }),
    http.inject({
      method: 'POST',
      url: '/api/admin/order',
      headers: { ...bearerOfAll, 'content-type': 'application/json' },
      payload: `{"payment": ${numbers[0]} oops`,
    }),
  ]
  expect((await Promise.all(odd)).map(({ statusCode }) => statusCode)).toEqual([400, 400, 400, 200, 400])

  const kept = await everythingIn(stage().app.pool)
  // It looks where things are: what was sent beside the numbers is found.
  for (const known of ['ada@example.com', 'Swept'].filter((one) => !kept.includes(one)))
    expect.fail(`${known} should be in the database`)
  expect(lines.join('')).toContain('/api/admin/order')
  for (const number of numbers) {
    const digits = number.replace(/\D/g, '')
    expect([number, kept.includes(number), kept.includes(digits)]).toEqual([number, false, false])
    expect([number, lines.some((line) => line.includes(number) || line.includes(digits))]).toEqual([
      number,
      false,
    ])
  }
  expect(kept).not.toMatch(new RegExp(`"${code}"`))
})

test('the code of a card is refused by the name of its field, and so is a number that names a field', async () => {
  const order = operationNamed(stage(), 'submitOrder')
  const valid = stage().bodies.submitOrder
  const cases: readonly (readonly [Path, unknown, string])[] = [
    [['payment'], { type: 'stripe', stripe: { token: 'pm_1', cvc: code } }, '/payment/stripe/cvc'],
    [['customFields'], { card_cvv: Number(code) }, '/customFields/card_cvv'],
    [['tracking'], { deep: [{ securityCode: code }] }, '/tracking/deep/0/securityCode'],
    [['tracking'], { [numbers[0]]: 'x' }, '/tracking'],
    [['customFields'], { note: `my card is ${numbers[2]}, thanks` }, '/customFields/note'],
    [['payment'], { type: 'sandbox', sandbox: { token: numbers[0] } }, '/payment/sandbox/token'],
  ]
  for (const [path, value, pointer] of cases) {
    const answer = await stage().call(order, { body: withValue(valid, path, value) })
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'card_number_not_allowed',
      detail: expect.stringContaining('never a card number'),
      errors: [{ pointer }],
    })
  }
  const answer = await stage().call(order, { body: valid, headers: { 'idempotency-key': numbers[0] } })
  expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '/Idempotency-Key' }] })
})

test("a gateway's own message is not looked through: its numbers are signed, and not kept", async () => {
  const answer = await stage().http.inject({
    method: 'POST',
    url: '/api/gateways/sandbox/notices',
    payload: { network_transaction_id: '371449635398431' },
  })
  expect(answer.json()).toMatchObject({ code: 'notice_rejected' })
})

async function listenedTo({ app }: Stage): Promise<{ http: HttpServer; lines: readonly string[] }> {
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const options = { checkAnswers: true, trustProxy: false, rateLimit: 'off' } as const
  const http = await buildServer({ ...app.services, log }, { ...options, log })
  onTestFinished(() => http.close())
  return { http, lines }
}

interface Attempted {
  readonly pointer: string
  readonly body: unknown
}

/** Every field of the body in turn, also inside of those that hold anything. */
function bodiesWithCards({ bodies }: Stage, { id, body: schema = {} }: KnownOperation): readonly Attempted[] {
  const valid = bodies[id]
  return fieldsOf(schema, valid, []).flatMap(({ path }) =>
    [...numbers, wholeNumber, { note: `Card ${numbers[1]}` }, [numbers[2]]].map((value) => ({
      pointer: `/${path.join('/')}`,
      body: withValue(valid, path, value),
    })),
  )
}

/** Who calls from a page is known by the body's `checkoutId`, and the token endpoint has words of its own. */
function isAskedFirst({ id }: KnownOperation, pointer: string): boolean {
  return id !== 'issueToken' && pointer !== '/checkoutId'
}

function parametersWithCards({ path, parameters }: KnownOperation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    params: { [name]: encodeURIComponent(numbers[1]) },
  }))
  const inQuery = parameters
    .filter(({ in: place }) => place === 'query')
    .map(({ name }) => ({ query: `?${name}=${encodeURIComponent(numbers[0])}` }))
  const inHeaders = numbers.map((number) => ({
    headers: { 'idempotency-key': number, 'x-request-id': number },
  }))
  return [...inPath, ...inQuery, ...inHeaders, { query: `?surprise=${numbers[0]}` }]
}

/** Every column of every row of every table, as text. */
async function everythingIn(pool: pg.Pool): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<Record<string, unknown>>(`select * from ${name}`)
    texts.push(...rows.flatMap((row) => Object.values(row).map(textOf)))
  }
  return texts.join('\n')
}

function textOf(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : (JSON.stringify(value) ?? '')
}
