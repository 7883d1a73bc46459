import type { Caller } from '../domain/caller.ts'
import type { Refusal } from '../domain/refusal.ts'
import { type ParsedOrder, parseOrder } from '../order-types/registry.ts'
import { refuseForeignFields } from './customer-fields.ts'

/** A body in our words, as far as this caller may say it; the same for preview and submit. */
export function parseFor(caller: Caller, body: unknown): ParsedOrder | Refusal {
  const foreign = caller.kind === 'customer' ? refuseForeignFields(body) : undefined
  return foreign ?? parseOrder(body)
}
