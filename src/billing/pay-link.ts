import { type Refusal, refuseAt } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import type { Services } from '../ports/services.ts'

/** By the system clock; a mail that is older than this has been followed by others. */
const linkDays = 60
const dayMs = 24 * 60 * 60 * 1000

export interface PayLink {
  readonly token: string
  /** The whole address. */
  readonly url: string
  /** By the system clock. */
  readonly expiresAt: Instant
}

/** A link with which its holder sees this invoice and pays it. Nothing of it is stored: the token is its own proof. */
export function payLinkOf(
  { secrets, clock, publicUrl }: Pick<Services, 'secrets' | 'clock' | 'publicUrl'>,
  invoiceId: string,
): PayLink {
  const expiresAtMs = clock.system() + linkDays * dayMs
  const token = secrets.sign('pay', `${invoiceId} ${expiresAtMs}`)
  return { token, url: `${publicUrl}/pay/${token}`, expiresAt: new Date(expiresAtMs).toISOString() }
}

/** The invoice that a token is for. Refusals: `link_unknown`, `link_expired`. */
export function readPayToken(
  { secrets, clock }: Pick<Services, 'secrets' | 'clock'>,
  token: string,
): { readonly invoiceId: string } | Refusal {
  const [invoiceId, expiresAtMs] = secrets.verify('pay', token)?.split(' ') ?? []
  if (invoiceId === undefined || expiresAtMs === undefined)
    return refuseAt('link_unknown', '/token', 'No payment link has this token.')
  if (Number(expiresAtMs) <= clock.system())
    return refuseAt('link_expired', '/token', `A payment link lives ${linkDays} days; this one is older.`)
  return { invoiceId }
}
