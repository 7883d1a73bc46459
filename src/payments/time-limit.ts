import { setTimeout as pause } from 'node:timers/promises'
import { GatewayUnavailable, type PaymentGateway } from '../ports/payment-gateway.ts'

/** Longer than any gateway should need, shorter than the lease of whoever asks. */
const limitMs = 30_000

/** The same gateway, of which no call lasts longer than the limit: an answer that comes later counts as lost. */
export function withTimeLimit(gateway: PaymentGateway, ms = limitMs): PaymentGateway {
  const limited =
    <Args extends unknown[], Answer>(name: string, call: (...args: Args) => Promise<Answer>) =>
    (...args: Args) =>
      inTime(name, ms, call(...args))
  return {
    ...gateway,
    authorise: limited('authorise', gateway.authorise),
    capture: limited('capture', gateway.capture),
    void: limited('void', gateway.void),
    refund: limited('refund', gateway.refund),
    lookup: limited('lookup', gateway.lookup),
    lookupRefund: limited('lookup', gateway.lookupRefund),
    deleteMethod: limited('deleteMethod', gateway.deleteMethod),
  }
}

async function inTime<Answer>(name: string, ms: number, answer: Promise<Answer>): Promise<Answer> {
  const answered = new AbortController()
  const late = pause(ms, undefined, { signal: answered.signal, ref: false }).then(() => {
    throw new GatewayUnavailable(`no answer to ${name} within ${ms} ms`)
  })
  // Whichever loses has nobody who listens to it any more.
  late.catch(() => undefined)
  answer.catch(() => undefined)
  try {
    return await Promise.race([answer, late])
  } finally {
    answered.abort()
  }
}
