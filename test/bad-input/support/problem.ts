import type { LightMyRequestResponse } from 'fastify'
import { problemKinds } from '../../../src/http/problems.ts'

/** What is wrong with this refusal as an answer; undefined when it is a proper problem document, or no refusal. */
export function flawOf(answer: LightMyRequestResponse): string | undefined {
  if (answer.statusCode >= 500) return `answered ${answer.statusCode}: ${answer.body.slice(0, 200)}`
  if (answer.statusCode < 400) return undefined
  const type = String(answer.headers['content-type'])
  if (!type.startsWith('application/problem+json')) return `${answer.statusCode} is ${type}`
  return flawOfDocument(answer.json(), answer.statusCode)
}

function flawOfDocument(problem: Readonly<Record<string, unknown>>, status: number): string | undefined {
  const { type, title, detail, message, code, errors, requestId } = problem
  if (typeof code !== 'string' || !(code in problemKinds)) return `has the unknown code ${code}`
  if (problem.status !== status) return `says status ${problem.status} and is ${status}`
  if (type !== `/docs/errors/${code}`) return `has the type ${type}`
  if (typeof title !== 'string' || title === '') return 'has no title'
  if (typeof detail !== 'string' || detail === '' || message !== detail) return 'does not say what is wrong'
  if (typeof requestId !== 'string' || requestId === '') return 'has no request id'
  if (!Array.isArray(errors) || !errors.every(isMistake)) return `has odd errors: ${JSON.stringify(errors)}`
  return undefined
}

function isMistake(value: Readonly<Record<string, unknown>>): boolean {
  return ['pointer', 'code', 'message'].every((name) => typeof value[name] === 'string')
}

/** Does the refusal point at this place, or inside it? */
export function pointsAt(answer: LightMyRequestResponse, pointer: string): boolean {
  const { errors }: { errors: readonly { pointer: string }[] } = answer.json()
  return errors.some(({ pointer: given }) => given === pointer || given.startsWith(`${pointer}/`))
}
