import type { FastifyRequest } from 'fastify'
import { holdsCardNumber } from '../domain/card-number.ts'
import { type Refusal, refuseAt } from '../domain/refusal.ts'
import { sendRefusal } from './errors.ts'
import type { HttpServer } from './server.ts'

/**
 * Refuses whatever carries the number of a payment card or its security code, wherever it stands: in the body, in a field's name, in
 * a parameter or an idempotency key. So none can be kept or logged, not even in a note. Comes before everything that keeps a thing.
 */
export function addCardNumbers(app: HttpServer): void {
  app.addHook('preValidation', async (request, reply) => {
    const refusal = refuseCardNumber(request)
    if (refusal !== undefined) return sendRefusal(reply, refusal)
  })
}

function refuseCardNumber(request: FastifyRequest): Refusal | undefined {
  const { params, query, headers, body } = request
  const name =
    parameterIn(params, (one) => `{${one === '*' ? 'path' : one}}`) ??
    parameterIn(query, (one) => `?${one}`) ??
    parameterIn({ 'Idempotency-Key': headers['idempotency-key'] }, (one) => `/${one}`)
  if (name !== undefined) return refuseAt('card_number_not_allowed', name, neverHere(name))
  // Bytes as they came are a gateway's notice: signed, full of its own numbers, and not kept.
  const place = Buffer.isBuffer(body) ? undefined : placeIn(body)
  if (place === undefined) return undefined
  const pointer = place.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return refuseAt('card_number_not_allowed', pointer, neverHere(pointer))
}

function neverHere(pointer: string): string {
  return `${pointer || 'The body'}: this looks like the number or the security code of a card. Send a token of the card element, never a card number.`
}

function parameterIn(values: unknown, pointerOf: (name: string) => string): string | undefined {
  for (const [name, value] of Object.entries(values ?? {})) {
    if (holdsCardNumber(name)) return pointerOf('')
    if ([value].flat().some(isCardNumber)) return pointerOf(name)
  }
  return undefined
}

/** The place of the first one; a field that is named like one is pointed at by what holds it. */
function placeIn(value: unknown): readonly string[] | undefined {
  if (isCardNumber(value)) return []
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (typeof key === 'string' && holdsCardNumber(key)) return []
    const inside = isSecurityCode(key, member) ? [] : placeIn(member)
    if (inside !== undefined) return [String(key), ...inside]
  }
  return undefined
}

function isCardNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && holdsCardNumber(BigInt(value).toString())
  return typeof value === 'string' && holdsCardNumber(value)
}

const namesOfCodes =
  /^(card_?|credit_?card_?)?(cvc|cvv|cvn|csc|cid|verification_?(code|value)|security_?code)2?$/i

/** Three or four digits are a security code where their field says so. */
function isSecurityCode(name: unknown, value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false
  return typeof name === 'string' && namesOfCodes.test(name) && /^\s*\d{3,4}\s*$/.test(String(value))
}
