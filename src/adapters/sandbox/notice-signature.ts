import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type GatewayNotice, NoticeRejected } from '../../ports/gateway-notice.ts'

/** Carries `t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body", hexadecimal>`. */
export const signatureHeader = 'sandbox-gateway-signature'

/** An older notice may be one that somebody recorded and sends again. */
const goodForMs = 5 * 60_000

/** What is sent and who looks at it share the secret; `now` is in milliseconds. */
export interface NoticeKey {
  readonly secret: string
  readonly now: () => number
}

export function signNotice({ secret, now }: NoticeKey, body: string | Buffer): string {
  const seconds = Math.floor(now() / 1000)
  return `t=${seconds},v1=${macOf(secret, seconds, body).toString('hex')}`
}

const instant = z.iso.datetime()

const notice = z.discriminatedUnion('about', [
  z.object({ id: z.string().min(1), about: z.enum(['payment', 'refund']), key: z.string() }),
  z.object({
    id: z.string().min(1),
    about: z.literal('dispute'),
    dispute: z.object({
      reference: z.string(),
      paymentReference: z.string(),
      amount: z.int(),
      currency: z.string(),
      reason: z.string(),
      status: z.enum(['open', 'won', 'lost']),
      evidenceDueAt: instant,
    }),
  }),
])

interface Message {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** Throws `NoticeRejected` for what this gateway did not send, or sent too long ago. */
export function readNotice(key: NoticeKey, { body, headers }: Message): GatewayNotice {
  const [, t, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(String(headers[signatureHeader] ?? '')) ?? []
  if (t === undefined || mac === undefined) throw new NoticeRejected('the notice bears no signature')
  if (!timingSafeEqual(Buffer.from(mac, 'hex'), macOf(key.secret, Number(t), body)))
    throw new NoticeRejected('the signature is not the gateway’s')
  if (Math.abs(key.now() - Number(t) * 1000) > goodForMs) throw new NoticeRejected('the notice is too old')
  return notice.parse(JSON.parse(body.toString()))
}

function macOf(secret: string, seconds: number, body: string | Buffer): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest()
}
