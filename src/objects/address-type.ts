import { laterServices, pathTypes } from '../contract/objects.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { ObjectType } from '../ports/object-store.ts'

/** Types that `orders:read` may read; `objects:read` reads all. */
const typesOfOrdersRead: readonly ObjectType[] = ['orders', 'process']

/**
 * Which objects an address means.
 * Refusals: `not_supported` for what the contract has and this version has not, `not_found` for the rest.
 */
export function objectTypeOf(service: string, pathType: string): ObjectType | Refusal {
  if (laterServices.includes(service))
    return refuse('not_supported', `Objects of ${service} cannot be read here; use the service "limio".`)
  if (service !== 'limio')
    return refuse('not_found', `There is no service named "${service}"; use the service "limio".`)
  const known = typesByPath.get(pathType)
  if (known === undefined) return refuse('not_found', `There are no objects of type "${pathType}".`)
  return known
}

const typesByPath = new Map<string, ObjectType>(Object.entries(pathTypes))

/** Refusal: `insufficient_scope`. `related` reaches beyond the type that was asked for. */
export function checkScope(
  scopes: ReadonlySet<string>,
  type: ObjectType,
  reach: 'itself' | 'related',
): Refusal | undefined {
  if (scopes.has('objects:read')) return undefined
  if (reach === 'itself' && scopes.has('orders:read') && typesOfOrdersRead.includes(type)) return undefined
  return refuse('insufficient_scope', 'This needs the scope objects:read.', {
    extra: { scope: 'objects:read' },
  })
}
