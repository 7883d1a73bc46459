import type { FastifyRequest } from 'fastify'
import { type Refusal, refuseAt } from '../domain/refusal.ts'
import { sendRefusal } from './errors.ts'
import type { HttpServer } from './server.ts'

/** Deeper than anything the contract has, and shallow enough for whoever walks through it by recursion. */
const maxDepth = 32

/**
 * Refuses what this server could not keep as it came: text that PostgreSQL cannot hold, in body, query or path, and bodies
 * nested too deep. Comes before everything else that reads them.
 */
export function addInputLimits(app: HttpServer): void {
  app.addHook('preValidation', async (request, reply) => {
    const refusal =
      refuseParameters(request) ??
      refuseTexts(request.query, (name) => `?${name}`) ??
      refuseUnkeepable(request.body, '', 0)
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

function refuseUnkeepable(value: unknown, pointer: string, depth: number): Refusal | undefined {
  if (typeof value === 'string') return isKeepable(value) ? undefined : refuseText(pointer)
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > maxDepth)
    return refuseAt('invalid_request', pointer, `The body must not be nested deeper than ${maxDepth} levels.`)
  for (const [key, member] of Object.entries(value)) {
    if (!isKeepable(key)) return refuseText(pointer)
    const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const refusal = refuseUnkeepable(member, place, depth + 1)
    if (refusal !== undefined) return refusal
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
