import type { OpenApiDocument } from '../../contract/openapi.ts'

/** The document with every shared schema written out where it is used; one that contains itself stays a reference inside. */
export function withoutReferences(document: OpenApiDocument): OpenApiDocument {
  const schemas = document.components.schemas ?? {}
  return { ...document, paths: resolve(document.paths, schemas, []) as OpenApiDocument['paths'] }
}

type Schemas = Readonly<Record<string, unknown>>

function resolve(value: unknown, schemas: Schemas, within: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolve(entry, schemas, within))
  if (typeof value !== 'object' || value === null) return value
  const name = nameOf(value)
  if (name !== undefined && name in schemas && !within.includes(name))
    return resolve(schemas[name], schemas, [...within, name])
  const fields = Object.entries(value).map(([key, field]) => [key, resolve(field, schemas, within)])
  return Object.fromEntries(fields)
}

function nameOf(value: object): string | undefined {
  const reference = '$ref' in value ? value.$ref : undefined
  return typeof reference === 'string' ? reference.split('/').at(-1) : undefined
}
