import type { Secrets } from '../ports/secrets.ts'

/** What our questions to this system are signed with; derived, never stored. */
export function calloutSecret({ deriveToken }: Pick<Secrets, 'deriveToken'>, name: string): string {
  return deriveToken('callout', name, 1)
}
