import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Asked {
  readonly key: string
  readonly signature: string
  readonly body: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts
  readonly question: any
}

type Reply = (response: ServerResponse, asked: Asked) => void

/** A system of somebody else's that is asked; each test says how it answers. */
export async function calloutServer(reply: Reply) {
  const asked: Asked[] = []
  let answering = reply
  const server = createServer(async (request, response) => {
    const one = await read(request)
    asked.push(one)
    answering(response, one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/confirm`,
    asked,
    answer: (next: Reply) => {
      answering = next
    },
  }
}

export const json =
  (value: unknown, status = 200): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }

/** Does the signature belong to what was sent? */
export function isSigned({ signature, body }: Asked, secret: string): boolean {
  const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? []
  return mac === createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
}

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const body = Buffer.concat(parts).toString()
  const { 'idempotency-key': key, 'proffer-signature': signature } = request.headers
  return { key: String(key), signature: String(signature), body, question: JSON.parse(body) }
}
