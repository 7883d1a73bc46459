import type { Mistake } from '../domain/refusal.ts'
import { pointerTo } from './item-mistakes.ts'

const maxDepth = 24
const maxBytes = 100_000

/** What keeps a JSON value from being stored: its size, its depth, or text that PostgreSQL cannot hold. */
export function jsonMistakes(value: unknown): Mistake[] {
  const mistakes = mistakesAt(value, ['data'])
  if (mistakes.length > 0) return mistakes
  if (Buffer.byteLength(JSON.stringify(value)) <= maxBytes) return []
  return [{ pointer: '/data', code: 'too_big', message: `must not exceed ${maxBytes} bytes of JSON` }]
}

function mistakesAt(value: unknown, path: readonly string[]): Mistake[] {
  const at = (code: string, message: string) => [{ pointer: pointerTo(path), code, message }]
  if (path.length > maxDepth) return at('too_deep', `must not be nested deeper than ${maxDepth} levels`)
  if (typeof value === 'string')
    return isStorable(value) ? [] : at('invalid_text', 'must be well-formed text')
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    isStorable(key) ? mistakesAt(member, [...path, key]) : at('invalid_text', 'must not have such a key'),
  )
}

/** PostgreSQL keeps neither the character U+0000 nor half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
