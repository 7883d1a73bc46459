import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'

export const outsideSandbox = refuse('not_found', 'There is nothing here; only a sandbox has this.')

/** What only a sandbox has is not there elsewhere. */
export function refuseOutsideSandbox({ sandbox }: Pick<Services, 'sandbox'>): Refusal | undefined {
  return sandbox ? undefined : outsideSandbox
}
