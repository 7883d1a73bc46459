import { createPool } from '../../src/adapters/postgres/pool.ts'
import { type Sql, sqlOn } from '../../src/adapters/postgres/sql.ts'
import { sandboxBank } from '../../src/adapters/sandbox/bank.ts'
import { sandboxGateway } from '../../src/adapters/sandbox/gateway.ts'
import { sandboxGatewayFaults } from '../../src/adapters/sandbox/gateway-faults.ts'
import { type NoticeKey, signatureHeader, signNotice } from '../../src/adapters/sandbox/notice-signature.ts'
import type { Log } from '../../src/ports/log.ts'
import { createTestDatabase } from '../support/database.ts'
import type { CardBehaviour, GatewayUnderTest, NoticeMessage } from './gateway-under-test.ts'

const tokens: Readonly<Record<CardBehaviour, string>> = {
  pays: 'tok_ok',
  'is declined': 'tok_declined',
  'lacks funds': 'tok_insufficient_funds',
  'is expired': 'tok_expired',
  'is blocked': 'tok_blocked',
  'is challenged': 'tok_3ds',
  'fails its challenge': 'tok_3ds_fails',
  'pays now and fails off session': 'tok_ok_then_fails',
  'is disputed later': 'tok_dispute',
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const noticeKey: NoticeKey = { secret: 'what the gateway and we know', now: Date.now }

/** The sandbox's gateway on a database of its own. */
export async function makeSandbox(): Promise<GatewayUnderTest> {
  const database = await createTestDatabase()
  const pool = createPool({
    connectionString: database.url,
    max: 6,
    applicationName: 'gateway under test',
    onError: () => undefined,
  })
  const sql = sqlOn(pool, { roundTrips: 0, commits: 0 })
  const bank = sandboxBank({ sql, noticeKey, address: 'http://127.0.0.1:9/nobody', log: silent })
  const faults = sandboxGatewayFaults(sql)
  const press = async (url: string, answer: 'approve' | 'decline') => {
    await bank.answerChallenge(url.split('/').at(-1) ?? '', answer)
  }
  return {
    gateway: sandboxGateway({ sql, noticeKey }),
    token: async (behaviour) => tokens[behaviour],
    passChallenge: ({ url }) => press(url, 'approve'),
    failChallenge: ({ url }) => press(url, 'decline'),
    faults: {
      loseAnswers: (call, loseAnswers) => faults.set({ call, loseAnswers, delayMs: 0 }),
      delay: (call, delayMs) => faults.set({ call, loseAnswers: 0, delayMs }),
      none: async () => {
        await sql.run('test.no-faults', 'delete from sandbox_gateway.faults')
      },
    },
    booksOf: (key) =>
      sql.row(
        'test.books',
        `select state, captured_amount as captured, refunded_amount as refunded from sandbox_gateway.payments
         where idempotency_key = $1`,
        [key],
      ),
    notices: {
      ofPayment: async (key) => signed(await noticeOf(sql, '{key}', key)),
      ofRefund: async (key) => signed(await noticeOf(sql, '{key}', key)),
      ofDispute: async (key) => {
        await bank.moveDisputes('open')
        const payment = await gatewayReference(sql, key)
        return signed(await noticeOf(sql, '{dispute,paymentReference}', payment))
      },
      old: async (key) =>
        signed(await noticeOf(sql, '{key}', key), { ...noticeKey, now: () => Date.now() - 600_000 }),
      forged: async (key) =>
        signed(await noticeOf(sql, '{key}', key), { ...noticeKey, secret: 'what a stranger knows' }),
    },
    close: async () => {
      await pool.end()
      await database.drop()
    },
  }
}

/** The last notice that says so at this place. */
async function noticeOf(sql: Sql, place: string, value: string): Promise<string> {
  const row = await sql.row<{ id: string; body: object }>(
    'test.notice',
    'select id, body from sandbox_gateway.notices where body #>> $1 = $2 order by created_at desc limit 1',
    [place, value],
  )
  if (row === undefined) throw new Error(`the gateway told nothing of ${value}`)
  return JSON.stringify({ ...row.body, id: row.id })
}

async function gatewayReference(sql: Sql, key: string): Promise<string> {
  const row = await sql.row<{ id: string }>(
    'test.reference',
    'select id from sandbox_gateway.payments where idempotency_key = $1',
    [key],
  )
  return row?.id ?? ''
}

function signed(body: string, key: NoticeKey = noticeKey): NoticeMessage {
  const headers = { 'content-type': 'application/json', [signatureHeader]: signNotice(key, body) }
  return { body: Buffer.from(body), headers }
}
