import { createHmac } from 'node:crypto'
import { GatewayUnavailable } from '../../ports/payment-gateway.ts'

/** Where a system is asked, and how it knows that we do. */
export interface CalloutTarget {
  /** Its name: what an order calls the gateway. */
  readonly name: string
  readonly url: string
  readonly secret: string
  /** Milliseconds since 1970, by the system clock. */
  readonly now: () => number
}

const limitMs = 10_000
const mostBytes = 16_384

/**
 * One signed POST, and the JSON that was answered with a status of 200 to 299. Whatever else comes (another status, a redirect, a late, long
 * or unreadable answer) throws `GatewayUnavailable`: the outcome is unknown.
 */
export async function askCallout(target: CalloutTarget, key: string, question: object): Promise<unknown> {
  const body = JSON.stringify(question)
  try {
    const answer = await fetch(target.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        'proffer-signature': signatureOf(target, body),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    })
    if (!answer.ok) {
      await answer.body?.cancel()
      throw new Error(`status ${answer.status}`)
    }
    return JSON.parse(await textOf(answer))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new GatewayUnavailable(`${target.name} did not answer as it should: ${why}`)
  }
}

/** `t`: seconds since 1970; `v1`: HMAC-SHA256 in hex over `<t>.<body>` under the secret as it is shown. */
function signatureOf({ secret, now }: CalloutTarget, body: string): string {
  const seconds = Math.floor(now() / 1000)
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${mac}`
}

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body ?? []) {
    bytes += part.byteLength
    if (bytes > mostBytes) throw new Error('the answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
