import type { JsonSchema } from '../../../src/contract/openapi.ts'

/** A body with one thing wrong, or odd, at one place. */
export interface Mutation {
  readonly what: string
  /** JSON Pointer to the field. */
  readonly pointer: string
  readonly body: unknown
  /** Does the field's own schema forbid it? */
  readonly forbidden: boolean
}

export type Path = readonly (string | number)[]

/** Every field of the schema in turn, made wrong in every way that it can be; `valid` is the body to begin with. */
export function mutationsOf(schema: JsonSchema, valid: unknown): readonly Mutation[] {
  return fieldsOf(schema, valid, []).flatMap((field) => mutationsOfField(field, valid))
}

export interface Field {
  readonly path: Path
  readonly schema: JsonSchema
  readonly required: boolean
}

/** Every field that the schema names, with those of the first entry of each list in `value`. */
export function fieldsOf(schema: JsonSchema, value: unknown, path: Path): readonly Field[] {
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]): readonly Field[] => {
    const field = {
      path: [...path, name],
      schema: member,
      required: schema.required?.includes(name) ?? false,
    }
    return [field, ...fieldsOf(member, at(value, [name]), field.path)]
  })
  const items = schema.items
  const first = items && Array.isArray(value) && value.length > 0
  const entries = first
    ? [{ path: [...path, 0], schema: items, required: false }, ...fieldsOf(items, value[0], [...path, 0])]
    : []
  const variants = variantsOf(schema).filter((one) => path.length === 0 || mayBe(one, value))
  return [...members, ...entries, ...variants.flatMap((one) => fieldsOf(one, value, path))]
}

/** The variants that are objects; each lends its fields. */
function variantsOf(schema: JsonSchema): readonly JsonSchema[] {
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(
    ({ properties }) => properties !== undefined,
  )
}

/** Of a choice inside a body whose constants say what was chosen, the other variants lend nothing. */
function mayBe({ properties = {} }: JsonSchema, value: unknown): boolean {
  return Object.entries(properties).every(
    ([name, member]) => member.enum?.length !== 1 || member.enum[0] === at(value, [name]),
  )
}

function mutationsOfField({ path, schema, required }: Field, valid: unknown): readonly Mutation[] {
  const pointer = path.map((part) => `/${part}`).join('')
  const set = (what: string, value: unknown, forbidden: boolean): Mutation => {
    return { what, pointer, body: withValue(valid, path, value), forbidden }
  }
  const values = oddValues(schema).map(([what, value]) => set(what, value, forbids(schema, value)))
  return [{ ...set('missing', undefined, required), what: 'missing' }, ...values]
}

const long = 'x'.repeat(100_000)

function oddValues(schema: JsonSchema): readonly (readonly [string, unknown])[] {
  const tooLong =
    schema.maxLength === undefined ? [] : [['one too long', 'x'.repeat(schema.maxLength + 1)] as const]
  return [
    ['null', null],
    ['a string', 'what is this'],
    ['a number', 7],
    ['a boolean', true],
    ['an array', ['what', 'is', 'this']],
    ['an object', { what: 'is this' }],
    ['an empty string', ''],
    ['blanks', '   '],
    ['an empty array', []],
    ['an empty object', {}],
    ...tooLong,
    ['100 kB', long],
    ['negative', -1],
    ['zero', 0],
    ['a fraction', 1.5],
    ['huge', 1e308],
    ['beyond whole numbers', 2 ** 53],
    ['NaN in words', 'NaN'],
    ['minus infinity in words', '-Infinity'],
    ['half a surrogate pair', 'a\ud800b'],
    ['U+0000', 'a\0b'],
    ['right to left', '\u202egnp.exe'],
    ['a line break', 'a\r\nSet-Cookie: b=c'],
    ['SQL', "'; drop table orders; --"],
    ['nested too deep', nested(40)],
    ['a long array', Array.from({ length: 2000 }, () => 1)],
  ]
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1) }
}

/** What the schema says of the value itself; undefined words of the schema forbid nothing. */
export function forbids(schema: JsonSchema, value: unknown): boolean {
  const variants = schema.anyOf ?? schema.oneOf
  if (variants !== undefined) return variants.every((variant) => forbids(variant, value))
  if (schema.const !== undefined) return value !== schema.const
  if (schema.enum !== undefined) return !schema.enum.includes(value)
  if (schema.type !== undefined && ![schema.type].flat().includes(typeOf(value, schema.type))) return true
  if (typeof value === 'string') return forbidsText(schema, value)
  if (typeof value === 'number') return forbidsNumber(schema, value)
  return Array.isArray(value) && forbidsArray(schema, value)
}

function typeOf(value: unknown, wanted: JsonSchema['type']): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const whole = Number.isInteger(value) && [wanted].flat().includes('integer')
  return whole ? 'integer' : typeof value
}

function forbidsText({ minLength = 0, maxLength = Infinity, pattern }: JsonSchema, value: string): boolean {
  if (!value.isWellFormed() || value.includes('\0')) return true
  if (value.length < minLength || value.trim().length > maxLength) return true
  return pattern !== undefined && !new RegExp(pattern, 'u').test(value)
}

function forbidsNumber({ minimum = -Infinity, maximum = Infinity }: JsonSchema, value: number): boolean {
  return value < minimum || value > maximum
}

function forbidsArray({ minItems = 0, maxItems = Infinity, items }: JsonSchema, value: readonly unknown[]) {
  const wrong = items !== undefined && value.some((entry) => forbids(items, entry))
  return value.length < minItems || value.length > maxItems || wrong
}

function at(value: unknown, [first, ...rest]: Path): unknown {
  if (first === undefined) return value
  return typeof value === 'object' && value !== null ? at(Object(value)[first], rest) : undefined
}

/** A copy with this value at this place; objects on the way are made when they are missing, `undefined` removes. */
export function withValue(whole: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value
  if (Array.isArray(whole))
    return whole.map((entry, index) => (index === first ? withValue(entry, rest, value) : entry))
  const given = typeof whole === 'object' && whole !== null ? whole : {}
  const inner = withValue(Object(given)[first], rest, value)
  const copy = { ...given, [first]: inner }
  return inner === undefined
    ? Object.fromEntries(Object.entries(copy).filter(([key]) => key !== first))
    : copy
}
