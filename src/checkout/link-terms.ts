import type { InitiateBody } from '../contract/checkout.ts'
import { type Refusal, refuseAt } from '../domain/refusal.ts'
import type { Settings } from '../domain/settings.ts'
import type { Instant } from '../domain/time.ts'

const dayMs = 24 * 60 * 60 * 1000
const longestExpiryDays = 365

/** The one page that links lead to. */
const checkoutPage = 'checkout'

/** How a link behaves, checked and with its defaults. */
export interface LinkTerms {
  readonly expiresAt: Instant
  readonly page: string
  readonly locale: string | undefined
  readonly returnUrl: string | undefined
}

/** Reads what stands beside `order` in a request for a link. */
export function readLinkTerms(
  body: InitiateBody,
  { now, settings }: { now: Instant; settings: Settings },
): LinkTerms | Refusal {
  const unsupported = refuseUnsupported(body)
  if (unsupported !== undefined) return unsupported
  const expiresAt = expiryOf(body, now, settings.linkExpiryDays)
  if (typeof expiresAt !== 'string') return expiresAt
  if (body.locale !== undefined && canonicalLocale(body.locale) === undefined)
    return refuseAt('invalid_request', '/locale', '/locale: must be a BCP 47 language tag, such as en-GB')
  if (body.returnUrl !== undefined && !isAllowedReturn(body.returnUrl, settings.returnHosts))
    return refuseAt(
      'return_url_not_allowed',
      '/returnUrl',
      'The return address must be https and its host must stand in `returnHosts` of the settings.',
    )
  return {
    expiresAt,
    page: body.page ?? checkoutPage,
    locale: body.locale === undefined ? undefined : canonicalLocale(body.locale),
    returnUrl: body.returnUrl,
  }
}

/** What the contract has and this version cannot carry out. */
function refuseUnsupported({ order, ...beside }: InitiateBody): Refusal | undefined {
  const refused = (pointer: string, what: string) =>
    refuseAt('not_supported', pointer, `${what} is not supported yet.`)
  if (order.order_type !== 'new')
    return refused('/order/order_type', `A link for an order of type ${order.order_type}`)
  if (beside.startsAt !== undefined) return refused('/startsAt', 'A start date of a link')
  if (beside.replaces !== undefined) return refused('/replaces', 'Replacing a link')
  if (beside.page !== undefined && beside.page !== checkoutPage)
    return refused('/page', `A page other than \`${checkoutPage}\``)
  return undefined
}

function expiryOf(
  { expiresAt, expiresInDays }: InitiateBody,
  now: Instant,
  defaultDays: number,
): Instant | Refusal {
  if (expiresAt !== undefined && expiresInDays !== undefined)
    return refuseAt('invalid_expiry', '/expiresInDays', 'Send `expiresAt` or `expiresInDays`, not both.')
  const nowMs = Date.parse(now)
  const pointer = expiresAt === undefined ? '/expiresInDays' : '/expiresAt'
  const endsMs =
    expiresAt === undefined ? nowMs + (expiresInDays ?? defaultDays) * dayMs : Date.parse(expiresAt)
  if (endsMs > nowMs && endsMs <= nowMs + longestExpiryDays * dayMs) return new Date(endsMs).toISOString()
  return refuseAt(
    'invalid_expiry',
    pointer,
    `A link ends in the future and at most ${longestExpiryDays} days from now.`,
  )
}

function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

/** What readers of addresses read in different ways is none: white space, control characters, backslashes. */
function isAllowedReturn(address: string, hosts: readonly string[]): boolean {
  if (/[\s\\\p{Cc}]/u.test(address) || !URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return protocol === 'https:' && username === '' && password === '' && hosts.includes(host)
}
