import { call, type Reply } from './api.ts'
import type { Basket } from './wire.ts'

/** A token lives 15 minutes; it is renewed well before. */
const renewEveryMs = 10 * 60_000

/** Trades the link for the cookie that may order this one basket, and answers the basket. */
export function exchange(): Promise<Reply<Basket>> {
  const token = location.pathname.split('/').pop() ?? ''
  return call({ method: 'POST', path: '/api/checkout/exchange', body: { token } })
}

/** Keeps the token alive while the page is open; answers how to stop. */
export function keepSession(checkoutId: string): () => void {
  const renew = async () => {
    const reply = await call({ method: 'POST', path: '/api/checkout/renew', body: { checkoutId } })
    if (reply.kind === 'problem' && reply.problem.status === 401) await exchange()
  }
  const timer = setInterval(renew, renewEveryMs)
  // A machine that slept past the fifteen minutes wakes with a dead token.
  const onWake = () => document.visibilityState === 'visible' && void renew()
  document.addEventListener('visibilitychange', onWake)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onWake)
  }
}

/** Calls, and when the token has died in the meantime gets a new one and calls once more. */
export async function callWithSession<T>(make: () => Promise<Reply<T>>): Promise<Reply<T>> {
  const first = await make()
  if (first.kind !== 'problem' || first.problem.status !== 401) return first
  const renewed = await exchange()
  return renewed.kind === 'answer' ? make() : renewed
}
