import { differences } from '../domain/fingerprint.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Promised } from './preview-token.ts'
import type { Proposal } from './propose.ts'

/** Refuses to do something else than was promised, and says line by line what differs. */
export function refuseIfDifferent(promised: Promised | undefined, proposal: Proposal): Refusal | undefined {
  if (promised === undefined || promised.fingerprint === proposal.fingerprint) return undefined
  return changesDiffer(promised.text, proposal)
}

/** `promise`: the text that was promised, if it is known. */
export function changesDiffer(promise: string | undefined, proposal: Proposal): Refusal {
  return refuse('changes_differ', 'The order would do something else than was shown. Preview it again.', {
    extra: {
      differences: promise === undefined ? [] : differences(promise, proposal.promise),
      fingerprint: proposal.fingerprint,
    },
  })
}
