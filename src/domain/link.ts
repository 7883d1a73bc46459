import { type Refusal, refuse } from './refusal.ts'
import type { Instant } from './time.ts'

/** Where a checkout link stands. It can be used again and again until one of the last four ends it. */
export type LinkState =
  | 'scheduled'
  | 'active'
  | 'opened'
  | 'paying'
  | 'completed'
  | 'expired'
  | 'revoked'
  | 'superseded'

/** The way to one basket. Its token is derived from `id` and `secretVersion` whenever it is needed, and never stored. */
export interface Link {
  readonly id: string
  readonly basketId: string
  readonly state: LinkState
  readonly secretVersion: number
  readonly startsAt: Instant | undefined
  readonly expiresAt: Instant
  readonly openedAt: Instant | undefined
  /** How often it was traded for a token. */
  readonly opens: number
  readonly supersededBy: string | undefined
  readonly createdAt: Instant
}

/** Every step a link can take; `paying` goes back to `opened` after a decline, `expired` to `active` by extending. */
const steps: Readonly<Record<LinkState, readonly LinkState[]>> = {
  scheduled: ['active', 'expired', 'revoked', 'superseded'],
  active: ['opened', 'paying', 'completed', 'expired', 'revoked', 'superseded'],
  opened: ['paying', 'completed', 'expired', 'revoked', 'superseded'],
  paying: ['opened', 'completed', 'expired', 'revoked', 'superseded'],
  completed: [],
  expired: ['active', 'opened'],
  revoked: [],
  superseded: [],
}

/** May a link in state `from` become `to`? */
export function canMove(from: LinkState, to: LinkState): boolean {
  return steps[from].includes(to)
}

/** The state that holds at `at`: a link ends with its last instant although its row is told so only later. */
export function linkStateAt(link: Pick<Link, 'state' | 'startsAt' | 'expiresAt'>, at: Instant): LinkState {
  if (link.state === 'paying' || !canMove(link.state, 'expired')) return link.state
  if (link.expiresAt <= at) return 'expired'
  if (link.state === 'scheduled' && link.startsAt !== undefined && link.startsAt <= at) return 'active'
  return link.state
}

/** Why the page of a link in this state cannot be shown; absent when it can. */
export function refusalToShow(state: LinkState): Refusal | undefined {
  switch (state) {
    case 'expired':
      return refuse('link_expired', 'This checkout link has expired. Ask its sender for a new one.')
    case 'revoked':
      return refuse('link_revoked', 'This checkout link was withdrawn. Ask its sender for a new one.')
    case 'superseded':
      return refuse('link_superseded', 'This checkout link was replaced. Use the newer one.')
    case 'scheduled':
      return refuse('link_not_open', 'This checkout link is not open yet.')
    default:
      return undefined
  }
}

/** Why nothing can be bought through a link in this state; absent when it can. */
export function refusalToBuy(state: LinkState): Refusal | undefined {
  if (state === 'completed') return refuse('link_completed', 'The order behind this link is complete.')
  return refusalToShow(state)
}
