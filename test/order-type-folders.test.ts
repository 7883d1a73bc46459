import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { orderBody } from '../src/contract/order-body.ts'
import { orderTypes } from '../src/order-types/registry.ts'

/** Adding an order type is one folder, laid out as `src/order-types/README.md` says, and one line of the registry. */

const src = join(import.meta.dirname, '../src')
const root = join(src, 'order-types')
const types = Object.keys(orderTypes)
const folderOf = (type: string) => type.replaceAll('_', '-')
const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)
const read = (...path: string[]) => readFileSync(join(src, ...path), 'utf8')

test('every folder is an order type of the registry, and every order type a folder', () => {
  expect([...folders].sort()).toEqual(types.map(folderOf).sort())
})

describe.each(types)('%s', (type) => {
  const folder = folderOf(type)

  test('its folder holds what the README shows', () => {
    const needed = ['index.ts', 'plan.ts', 'plan.test.ts', 'schema.ts']
    expect(needed.filter((file) => !existsSync(join(root, folder, file)))).toEqual([])
    const examples = readdirSync(join(root, folder, 'examples'))
    expect(examples.every((file) => file.endsWith('.json'))).toBe(true)
    expect(examples.length).toBeGreaterThanOrEqual(2)
  })

  test('the registry names it once, and nobody else takes its index', () => {
    const line = `from './${folder}/index.ts'`
    expect(read('order-types/registry.ts').split(line)).toHaveLength(2)
    const others = sources.filter(
      ({ name, text }) => name !== 'order-types/registry.ts' && text.includes(`/${folder}/index.ts'`),
    )
    expect(others.map(({ name }) => name)).toEqual([])
  })

  test('every field that it takes is documented in the order body, with what it means and an example', () => {
    const documented = orderBody.meta()?.properties
    expect(undocumented(fieldsOf(type), documented)).toEqual([])
  })
})

test('outside of the order types nobody reaches into one of their folders', () => {
  const reaching = sources.filter(
    ({ name, text }) =>
      !name.startsWith('order-types/') && folders.some((folder) => text.includes(`order-types/${folder}/`)),
  )
  expect(reaching.map(({ name }) => name)).toEqual([])
})

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: read(name) }))

/** Of the body as it comes over the wire. */
function fieldsOf(type: string): readonly string[] {
  const named = Object.values(orderTypes).find(({ name }) => name === type)
  const body = z.toJSONSchema(named?.schema ?? z.never(), { io: 'input', unrepresentable: 'any' })
  const fields = Object.keys(body.properties ?? {})
  expect(fields, 'a schema without fields was not understood').toContain('order_type')
  return fields
}

function undocumented(fields: readonly string[], documented: unknown): readonly string[] {
  const shape = z.record(z.string(), z.looseObject({ description: z.string().optional() })).parse(documented)
  return fields.flatMap((field) => {
    const said = shape[field]
    if (said === undefined) return [`${field}: not there`]
    return [
      ...(said.description === undefined ? [`${field}: without description`] : []),
      ...(hasExample(said) ? [] : [`${field}: without example`]),
    ]
  })
}

/** Of its own, or of each of its parts. */
function hasExample(said: Readonly<Record<string, unknown>>): boolean {
  return JSON.stringify(said).includes('"examples":')
}
