import type { JsonSchema } from '../../contract/openapi.ts'

/** A value that fits a schema, put together from the examples of its fields. */
export function exampleOf(schema: JsonSchema): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.properties !== undefined) return objectOf(schema.properties)
  if (schema.items !== undefined) return [exampleOf(schema.items)]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  return choice === undefined ? (schema.default ?? {}) : exampleOf(choice)
}

function objectOf(properties: Readonly<Record<string, JsonSchema>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, exampleOf(field)]))
}
