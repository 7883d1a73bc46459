import type { Link } from '../domain/link.ts'
import type { Secrets } from '../ports/secrets.ts'

type Derive = Pick<Secrets, 'deriveToken'>
type Named = Pick<Link, 'id' | 'secretVersion'>

/** The secret that leads to a basket's page. */
export function linkToken(secrets: Derive, link: Named): string {
  return secrets.deriveToken('link', link.id, link.secretVersion)
}

/** The secret that leads back to it from an abandoned basket. */
export function recoverySecret(secrets: Derive, link: Named): string {
  return secrets.deriveToken('recovery', link.id, link.secretVersion)
}

/** The checkout link, relative to the public address. */
export function checkoutAddress(secrets: Derive, link: Named): string {
  return `/checkout/link/${linkToken(secrets, link)}`
}

/** The recovery link, relative to the public address. */
export function recoveryAddress(secrets: Derive, link: Named & Pick<Link, 'basketId'>): string {
  return `/api/checkout/recover?basket=${link.basketId}&recover=${recoverySecret(secrets, link)}`
}
