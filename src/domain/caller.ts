/** The scopes an API client can hold. */
export const scopes = [
  'orders:write',
  'orders:preview',
  'orders:read',
  'orders:operate',
  'checkout:write',
  'checkout:read',
  'catalog:read',
  'catalog:write',
  'objects:read',
  'objects:write',
  'identities:write',
  'partner:write',
  'partner',
  'webhooks:read',
  'webhooks:write',
  'events:read',
  'clients:read',
  'clients:write',
  'settings:read',
  'settings:write',
  'audit:read',
  'clock:write',
  'order:update_refund',
] as const

export type Scope = (typeof scopes)[number]

/** Who calls. A customer acts on behalf of the owner of one basket, through one link. */
export type Caller =
  | { readonly kind: 'client'; readonly clientId: string; readonly scopes: ReadonlySet<string> }
  | {
      readonly kind: 'customer'
      readonly ownerId: string
      readonly linkId: string
      readonly basketId: string
    }
