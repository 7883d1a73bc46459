import { type Refusal, refuseAt } from '../../domain/refusal.ts'

/** What a purchase would send along, said plainly: a gift is paid for, and what it holds is decided. */
export function refuseUnsupported(body: Readonly<Record<string, unknown>>): Refusal | undefined {
  const field = ['payment', 'orderItems', 'orderDate'].find((name) => body[name] !== undefined)
  if (field === undefined) return undefined
  return refuseAt('invalid_request', `/${field}`, `A gift is claimed by its code alone: leave ${field} out.`)
}
