import { type Facts, offerKey } from '../../domain/facts.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Replacement } from '../../domain/replacement.ts'
import type { PendingChange } from '../../domain/subscription.ts'
import { changesToCome, refuseCollision } from '../collisions.ts'

/** An add-on cannot begin when an offer that is to come does not allow it. */
export function refuseWhatComesLater({ starts }: Replacement, facts: Facts): Refusal | undefined {
  const paths = starts.filter(({ offer }) => offer.recordType === 'add_on').map(({ offer }) => offer.path)
  const colliding = changesToCome(facts.before).find((change) => {
    const allowed = addOnsAllowedBy(change, facts)
    return allowed !== undefined && paths.some((path) => !allowed.includes(path))
  })
  return colliding && refuseCollision(colliding)
}

/** By the offer that a change brings; absent when it brings none. */
function addOnsAllowedBy(
  { starts }: PendingChange,
  { before, heldOffers }: Facts,
): readonly string[] | undefined {
  const base = before.subscriptionOffers.find(({ id, subtype }) => subtype === 'base' && starts.includes(id))
  return base && heldOffers.get(offerKey(base.offer.id, base.offer.version))?.addOnPaths
}
