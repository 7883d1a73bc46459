import type { z } from 'zod'

/** One mistake in a body: where (JSON Pointer), which kind, and what is expected there. */
export interface WireMistake {
  readonly pointer: string
  readonly code: string
  readonly message: string
}

/** What zod found wrong with a body, one entry for each place. */
export function toMistakes(error: z.ZodError): readonly WireMistake[] {
  return error.issues.flatMap((issue): readonly WireMistake[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          pointer: toPointer([...issue.path, key]),
          code: issue.code,
          message: 'there is no such field here',
        }))
      : [{ pointer: toPointer(issue.path), code: issue.code, message: issue.message }],
  )
}

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
