import { page } from '../page.ts'
import type { Basket } from '../wire.ts'

/** Where a buyer stands whose bank wants to see them, and where their bank is. */
export interface Bank {
  /**
   * `asking`: we ask how the payment stands. `leaving`: on the way to the bank. `waiting`: the bank waits for the buyer, who is here.
   * `otherwise`: it waits, and the buyer looks for another way to pay.
   */
  readonly phase: 'asking' | 'leaving' | 'waiting' | 'otherwise'
  /** Absent as long as nobody has told. */
  readonly url: string | undefined
}

/** Where the buyer stood before this page was opened: a payment may be under way, from here or from another device. */
export function bankOnOpening({ order }: Basket, returning: boolean): Bank | undefined {
  const url = order?.nextAction?.url
  const underWay = order?.status === 'submitted' || order?.status === 'processing'
  if (returning || underWay) return { phase: 'asking', url }
  return url === undefined ? undefined : { phase: 'waiting', url }
}

/** Is the form there, or does the bank have its place? */
export const formIsShown = (bank: Bank | undefined) => bank === undefined || bank.phase === 'otherwise'

/** A buyer is sent over a safe line or to ourselves only. A sandbox may play the bank on this machine. */
export function mayLeaveFor(url: string): boolean {
  const target = new URL(url, location.href)
  if (target.protocol === 'https:' || target.origin === location.origin) return true
  return page.sandbox && target.protocol === 'http:' && isThisMachine(target.hostname)
}

const isThisMachine = (host: string) => host === 'localhost' || host === '[::1]' || host.startsWith('127.')
