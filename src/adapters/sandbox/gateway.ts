import type { Instant } from '../../domain/time.ts'
import type { GatewayFault } from '../../ports/gateway-faults.ts'
import type { PaymentGateway } from '../../ports/payment-gateway.ts'
import type { Sql } from '../postgres/sql.ts'
import { authorise } from './authorise.ts'
import { movementsIn } from './movements.ts'
import { type NoticeKey, readNotice } from './notice-signature.ts'
import { capture, lookup, voidPayment } from './payments.ts'
import { lookupRefund, refund } from './refunds.ts'
import { withFaults } from './with-faults.ts'

export interface SandboxGatewayParts {
  /** Must run on connections that no transaction of ours uses. */
  readonly sql: Sql
  readonly noticeKey: NoticeKey
}

/**
 * A gateway of our own that behaves like a real one: it keeps its own books, knows its callers' keys, challenges buyers, sends
 * notices, and can be told to be slow or to lose its answers.
 */
export function sandboxGateway({ sql, noticeKey }: SandboxGatewayParts): PaymentGateway {
  const faulty = <T>(call: GatewayFault['call'], work: () => Promise<T>) => withFaults(sql, call, work)
  return {
    name: 'sandbox',
    element: { kind: 'sandbox', url: '/elements/sandbox', origins: { script: [], frame: [], connect: [] } },
    authorise: (request) => faulty('authorise', () => authorise(sql, request)),
    capture: ({ reference, amount }) => faulty('capture', () => capture(sql, reference, amount)),
    void: ({ reference }) => faulty('void', () => voidPayment(sql, reference)),
    refund: (request) => faulty('refund', () => refund(sql, request)),
    lookupRefund: (key) => faulty('lookup', () => lookupRefund(sql, key)),
    lookup: (key) => faulty('lookup', () => lookup(sql, key)),
    deleteMethod: (reference) => faulty('deleteMethod', () => deleteMethod(sql, reference)),
    readNotice: async (message) => readNotice(noticeKey, message),
    movements: (span) => movements(sql, span),
  }
}

async function deleteMethod(sql: Sql, reference: string): Promise<void> {
  await sql.run('sandbox.delete-method', 'delete from sandbox_gateway.methods where id = $1', [reference])
}

async function* movements(sql: Sql, span: { readonly from: Instant; readonly until: Instant }) {
  yield* await withFaults(sql, 'movements', () => movementsIn(sql, span))
}
