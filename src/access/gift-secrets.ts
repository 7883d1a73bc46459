import type { Gift, GiftHashes } from '../domain/gift.ts'
import { giftCodeFrom } from '../domain/gift-code.ts'
import type { Secrets } from '../ports/secrets.ts'

type Derive = Pick<Secrets, 'deriveToken'>
type Named = Pick<Gift, 'id' | 'secretVersion'>

/** The code that claims a gift: twenty characters. */
export function giftCode(secrets: Derive, { id, secretVersion }: Named): string {
  return giftCodeFrom(secrets.deriveToken('gift', id, secretVersion))
}

/** The secret that leads to a gift's claim page. */
export function claimToken(secrets: Derive, { id, secretVersion }: Named): string {
  return secrets.deriveToken('claim', id, secretVersion)
}

/** The claim link, relative to the public address. */
export function claimAddress(secrets: Derive, gift: Named): string {
  return `/gift/${claimToken(secrets, gift)}`
}

/** What finds the gift again by its code and by its link. */
export function giftHashes(secrets: Pick<Secrets, 'deriveToken' | 'hash'>, gift: Named): GiftHashes {
  return {
    codeHash: hexHash(secrets, giftCode(secrets, gift)),
    tokenHash: hexHash(secrets, claimToken(secrets, gift)),
  }
}

export function hexHash(secrets: Pick<Secrets, 'hash'>, text: string): string {
  return secrets.hash(text).toString('hex')
}
