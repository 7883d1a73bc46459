import type { z } from 'zod'
import type { Scope } from '../domain/caller.ts'
import type { Changeset } from '../domain/changeset.ts'
import type { Facts } from '../domain/facts.ts'
import type { OrderEnvelope, OrderRequest, PaymentChoice } from '../domain/order.ts'
import type { Refusal } from '../domain/refusal.ts'

/** A body in our words. What its basket holds is filled in afterwards. */
export interface ParsedOrder {
  readonly envelope: OrderEnvelope
  readonly order: OrderRequest
  readonly payment: PaymentChoice | undefined
}

/** One kind of order: how it looks on the wire and what it does. Preview and submit are shared code, never written here. */
export interface OrderType<Name extends string, Order> {
  /** As `order_type` says it. */
  readonly name: Name
  /** The body, strictly, turned into our words. */
  readonly schema: z.ZodType<ParsedOrder>
  /** What the contract knows but this version cannot do yet, said plainly before the schema is asked. */
  readonly refuseUnsupported: (body: Readonly<Record<string, unknown>>) => Refusal | undefined
  /** What a submit needs although a preview may leave it out. */
  readonly refuseIncomplete: (order: Order, payment: PaymentChoice | undefined) => Refusal | undefined
  /** A right that this order needs beside that to place orders; absent: none. */
  readonly needsScope?: (order: Order) => Scope | undefined
  /** What the order does; pure. Whatever submit would refuse, it refuses for a preview too, with the same code. */
  readonly plan: (order: Order, facts: Facts) => Changeset | Refusal
}
