import type { FastifyRequest } from 'fastify'
import { type Refusal, refuseAt } from '../domain/refusal.ts'
import { sendRefusal } from './errors.ts'
import type { HttpServer } from './server.ts'

/** Deeper than anything the contract has, and shallow enough for whoever walks through it by recursion. */
const maxDepth = 32

/**
 * Refuses what this server could not keep as it came: text that PostgreSQL cannot hold, in body, query or path, and bodies
 * nested too deep or with a field `__proto__`. Comes before everything else that reads them.
 */
export function addInputLimits(app: HttpServer): void {
  app.addHook('preValidation', async (request, reply) => {
    const refusal =
      refuseParameters(request) ??
      refuseTexts(request.query, (name) => `?${name}`) ??
      refuseBody(request.body)
    if (refusal !== undefined) return sendRefusal(reply, refusal)
  })
}

/** Parameters in the path of an API route; a page says in its own words that it does not exist. */
function refuseParameters({ params, routeOptions }: FastifyRequest): Refusal | undefined {
  if (routeOptions.url?.startsWith('/api/') !== true) return undefined
  return refuseTexts(params, (name) => `{${name === '*' ? 'path' : name}}`)
}

function refuseTexts(values: unknown, pointerOf: (name: string) => string): Refusal | undefined {
  const wrong = Object.entries(values ?? {}).find(([name, value]) => ![name, value].flat().every(isKeepable))
  return wrong && refuseText(pointerOf(wrong[0].replaceAll('\0', '')))
}

function refuseBody(body: unknown): Refusal | undefined {
  const fault = faultIn(body, 0)
  if (fault === undefined) return undefined
  const pointer = fault.path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  if (fault.kind === 'text') return refuseText(pointer)
  if (fault.kind === 'name')
    return refuseAt('invalid_request', pointer, `${pointer}: no field may be named __proto__`)
  return refuseAt('invalid_request', pointer, `The body must not be nested deeper than ${maxDepth} levels.`)
}

interface Fault {
  readonly kind: 'text' | 'name' | 'depth'
  readonly path: readonly string[]
}

/** The first one. Its place is put together on the way back: a megabyte without a fault is walked through quickly. */
function faultIn(value: unknown, depth: number): Fault | undefined {
  // Bytes are read by whoever asked for them.
  if (value instanceof Uint8Array) return undefined
  if (typeof value === 'string') return isKeepable(value) ? undefined : { kind: 'text', path: [] }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > maxDepth) return { kind: 'depth', path: [] }
  for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (typeof key === 'string' && !isKeepable(key)) return { kind: 'text', path: [] }
    if (key === '__proto__') return { kind: 'name', path: [key] }
    const fault = faultIn(member, depth + 1)
    if (fault !== undefined) return { kind: fault.kind, path: [String(key), ...fault.path] }
  }
  return undefined
}

/** Neither the character U+0000 nor half of a surrogate pair. */
function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

function refuseText(pointer: string): Refusal {
  return refuseAt(
    'invalid_request',
    pointer,
    `${pointer || 'The body'}: must be well-formed text without the character U+0000`,
  )
}
