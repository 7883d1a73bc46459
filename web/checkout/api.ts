import type { Problem } from './wire.ts'

/** What came back: an answer, an expected no, or nothing at all. */
export type Reply<T> =
  | { readonly kind: 'answer'; readonly status: number; readonly body: T }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly retryAfterMs: number }
  | { readonly kind: 'lost' }

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
  readonly idempotencyKey?: string
}

/** The server answers an order after ten seconds at the latest; a line that is silent much longer is dead. */
const silenceMs = 30_000

/** One call to our own server. Never throws: a lost connection is an answer too. */
export async function call<T>({ method, path, body, idempotencyKey }: Call): Promise<Reply<T>> {
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(silenceMs),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.ok) return { kind: 'answer', status: response.status, body: await response.json() }
    return { kind: 'problem', problem: await problemOf(response), retryAfterMs: retryAfterOf(response) }
  } catch {
    return { kind: 'lost' }
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = { status: response.status, code: 'internal_error', detail: '' }
  const body: unknown = await response.json().catch(() => undefined)
  return typeof body === 'object' && body !== null ? { ...fallback, ...body } : fallback
}

function retryAfterOf(response: Response): number {
  return Number(response.headers.get('retry-after') ?? 1) * 1000
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
