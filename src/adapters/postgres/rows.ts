/** Column names are the domain's words in snake_case; both directions of that rule, for the top level only. */
export function toRow(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [snake(key), field ?? null]))
}

/** Turns a row into the domain type it was written from: names back to camelCase, null back to absent. */
export function fromRow<T>(row: object): T {
  const fields = Object.entries(row).map(([column, field]) => [camel(column), field ?? undefined])
  return Object.fromEntries(fields) as T
}

/** The same for a row that came as JSON, where instants are spelled with an offset. */
export function fromJsonRow<T>(row: object): T {
  const fields = Object.entries(row).map(([column, field]) => [
    camel(column),
    column.endsWith('_at') && typeof field === 'string'
      ? new Date(field).toISOString()
      : (field ?? undefined),
  ])
  return Object.fromEntries(fields) as T
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
