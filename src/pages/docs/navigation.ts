import type { OpenApiDocument, Operation } from '../../contract/openapi.ts'

/** One operation with the place it is called at. */
export interface NamedOperation {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

export interface Group {
  readonly name: string
  readonly description: string
  readonly operations: readonly NamedOperation[]
}

export const guides = [
  { address: '/docs', title: 'Overview' },
  { address: '/docs/getting-started', title: 'Getting started' },
  { address: '/docs/objects', title: 'Objects and filters' },
  { address: '/docs/troubleshooting', title: 'Troubleshooting' },
  { address: '/docs/errors', title: 'Errors' },
] as const

/** The operations in the order of the document's tags. */
export function groupsOf({ tags, paths }: OpenApiDocument): readonly Group[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  return tags.map(({ name, description }) => ({
    name,
    description,
    operations: all.filter(({ operation }) => operation.tags?.includes(name)),
  }))
}

export function addressOf({ operationId }: Operation): string {
  return `/docs/operations/${operationId}`
}
