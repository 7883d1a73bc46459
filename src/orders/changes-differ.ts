import { type Difference, differences } from '../domain/fingerprint.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Promised } from './preview-token.ts'
import type { Proposal } from './propose.ts'

/** Refuses to do something else than was promised, and says line by line what differs. */
export function refuseIfDifferent(promised: Promised | undefined, proposal: Proposal): Refusal | undefined {
  if (promised === undefined || promised.fingerprint === proposal.fingerprint) return undefined
  return changesDiffer(promised.text, proposal)
}

/** `promise`: the text that was promised; where only its fingerprint is known, every line that would now hold is told. */
export function changesDiffer(promise: string | undefined, proposal: Proposal): Refusal {
  const differing = differences(promise, proposal.promise)
  return refuse('changes_differ', 'The order would do something else than was shown. Preview it again.', {
    errors: differing.map((difference) => ({
      pointer: '',
      code: 'changes_differ',
      message: inWords(difference, promise !== undefined),
    })),
    extra: { differences: differing, fingerprint: proposal.fingerprint },
  })
}

function inWords({ line, before, after }: Difference, isPromiseKnown: boolean): string {
  const was = isPromiseKnown ? `was ${before ?? 'not there'}, ` : ''
  return `${line}: ${was}would be ${after ?? 'not there'}`
}
