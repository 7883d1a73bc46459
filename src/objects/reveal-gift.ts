import { claimAddress, giftCode } from '../access/gift-secrets.ts'
import { groupedGiftCode } from '../domain/gift-code.ts'
import type { Shown } from '../ports/object-store.ts'
import type { Services } from '../ports/services.ts'

/** Who reads links may read what claims a gift too. */
const secretsScope = 'checkout:read'

/** Adds code and claim link to a gift that waits, for whoever may see them. What is claimed or paid back has none any more. */
export function revealGift(
  { secrets, scopes }: Pick<Services, 'secrets'> & { readonly scopes: ReadonlySet<string> },
  shown: Shown,
): Shown {
  if (shown.type !== 'gift_code' || shown.object.status !== 'waiting' || !scopes.has(secretsScope))
    return shown
  const code = groupedGiftCode(giftCode(secrets, shown.object))
  const claimLink = claimAddress(secrets, shown.object)
  return { type: 'gift_code', object: { ...shown.object, secrets: { code, claimLink } } }
}
