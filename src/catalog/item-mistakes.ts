import type { z } from 'zod'
import { type Mistake, type Refusal, refuse } from '../domain/refusal.ts'

/** The mistakes of a catalogue item's `data`, as JSON Pointers into the item. */
export function mistakesOf(error: z.ZodError): Mistake[] {
  return error.issues.map((issue) => ({
    pointer: pointerTo(['data', ...issue.path]),
    code: issue.code,
    message: issue.message,
  }))
}

export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** 400 `invalid_catalog_item` that lists all of them; the detail tells the first. */
export function refuseItem(errors: readonly Mistake[]): Refusal {
  const [first] = errors
  return refuse(
    'invalid_catalog_item',
    first ? `${first.pointer}: ${first.message}` : 'The item is not valid.',
    {
      errors,
    },
  )
}
