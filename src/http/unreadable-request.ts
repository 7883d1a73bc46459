import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { answerError, problemOf, problemType } from './errors.ts'
import { problemKinds } from './problems.ts'
import { securityHeaders } from './security-headers.ts'

type FrameworkError = Parameters<typeof answerError>[0]

/** Answers an address that is none: it meets no route, so no hook has given the answer its headers. */
export function answerBadAddress(publicUrl: string) {
  return (error: FrameworkError, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers({ ...securityHeaders(publicUrl), 'x-request-id': request.id })
    answerError(error, request, reply)
  }
}

/** Answers what is no HTTP, or never arrives whole, as a problem like any other, and hangs up. */
export function answerUnreadable(publicUrl: string) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    if (socket.writable) socket.write(answerText(publicUrl, refusalOf(error.code)))
    socket.destroy()
  }
}

function refusalOf(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return refuse('invalid_request', 'The headers are too long.')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return refuse('invalid_request', 'The request took too long to arrive.')
  return refuse('invalid_request', 'This is no HTTP request that can be read.')
}

function answerText(publicUrl: string, refusal: Refusal): string {
  const { status } = problemKinds[refusal.code]
  const requestId = randomUUID()
  const body = JSON.stringify(problemOf(refusal, requestId))
  const headers = {
    ...securityHeaders(publicUrl),
    'x-request-id': requestId,
    'content-type': problemType,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n')
}
