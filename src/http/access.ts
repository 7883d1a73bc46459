import type { Caller, Scope } from '../domain/caller.ts'

export { type Caller, type Scope, scopes } from '../domain/caller.ts'

/**
 * Who may call a route; every route says it, and a route that does not keeps the server from starting.
 * `scopes`: a client that holds one of them. `customer`: the token of a checkout link.
 * `buyer`: that token, or the receipt cookie of the browser that bought; `request.receiptBasketId` says which basket.
 * `pay-link`: a page of ours whose body's `token` is that of a payment link; `request.linkedInvoiceId` says of which invoice.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'client'; readonly scopes: readonly Scope[] }
  | { readonly kind: 'customer' }
  | { readonly kind: 'client-or-customer'; readonly scopes: readonly Scope[] }
  | { readonly kind: 'buyer' }
  | { readonly kind: 'pay-link' }

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** Absent on public routes. */
    caller: Caller | undefined
    /** On routes for a `buyer`: the basket whose confirmation this browser may see. */
    receiptBasketId: string | undefined
    /** On routes for a `pay-link`: the invoice that it is for. */
    linkedInvoiceId: string | undefined
  }
}
