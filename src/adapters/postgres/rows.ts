/** Column names are the domain's words in snake_case; both directions of that rule, for the top level only. */
export function toRow(value: object): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(value)) row[snake(key)] = field ?? null
  return row
}

/** Turns a row into the domain type it was written from: names back to camelCase, null back to absent. */
export function fromRow<T>(row: object): T {
  const value: Record<string, unknown> = {}
  for (const [column, field] of Object.entries(row)) value[camel(column)] = field ?? undefined
  return value as T
}

/** The same for a row that came as JSON, where instants are spelled with an offset. */
export function fromJsonRow<T>(row: object): T {
  const value: Record<string, unknown> = {}
  for (const [column, field] of Object.entries(row)) value[camel(column)] = fromJsonField(column, field)
  return value as T
}

/** The same for the state of a customer, which does not know when its rows were written. */
export function fromStateRow<T>(row: object): T {
  const value: Record<string, unknown> = {}
  for (const [column, field] of Object.entries(row))
    if (column !== 'created_at' && column !== 'updated_at' && column !== 'recorded_at')
      value[camel(column)] = fromJsonField(column, field)
  return value as T
}

function fromJsonField(column: string, field: unknown): unknown {
  if (typeof field === 'string' && column.endsWith('_at')) return new Date(field).toISOString()
  return field ?? undefined
}

const snakes = new Map<string, string>()
const camels = new Map<string, string>()

function snake(key: string): string {
  return remember(snakes, key, () => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

function camel(column: string): string {
  return remember(camels, column, () =>
    column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  )
}

function remember(known: Map<string, string>, key: string, make: () => string): string {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}
