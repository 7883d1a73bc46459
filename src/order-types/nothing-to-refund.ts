import { type Refusal, refuse } from '../domain/refusal.ts'

/** 409: no captured money can go back. Where a credit would do, it says so. */
export function nothingToRefund(why: string): Refusal {
  return refuse('nothing_to_refund', `${why} There is nothing to refund.`)
}
