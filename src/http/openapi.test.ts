import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import type { JsonSchema, OpenApiDocument, Operation } from '../contract/openapi.ts'
import { openApiDocument } from './openapi.ts'

const app = useApp()
const document = () => openApiDocument(app().http)

beforeAll(async () => {
  await app().http.ready()
})

function operations({ paths }: OpenApiDocument): readonly (readonly [string, Operation])[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  )
}

/** Each schema of an operation with the way to it. */
function schemasOf(name: string, operation: Operation): readonly (readonly [string, JsonSchema])[] {
  const bodies = [operation.requestBody?.content, ...Object.values(operation.responses).map((r) => r.content)]
  return [
    ...(operation.parameters ?? []).map(({ name: field, schema, description }) => {
      return [`${name} ?${field}`, { ...schema, ...(description ? { description } : {}) }] as const
    }),
    ...bodies.flatMap((content) => Object.values(content ?? {})).map(({ schema }) => [name, schema] as const),
  ]
}

function fieldsOf(name: string, schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  const own = Object.entries(schema.properties ?? {}).map(
    ([key, field]) => [`${name}/${key}`, field] as const,
  )
  const inside = [...choices, ...(schema.items ? [schema.items] : [])]
  return [
    ...own,
    ...own.flatMap(([key, field]) => fieldsOf(key, field)),
    ...inside.flatMap((part) => fieldsOf(name, part)),
  ]
}

function sharedFields(): readonly (readonly [string, JsonSchema])[] {
  const schemas = (document().components.schemas ?? {}) as Record<string, JsonSchema>
  return Object.entries(schemas).flatMap(([name, schema]) => fieldsOf(name, schema))
}

/** Itself, or through what it is made of. */
function saysWhatItMeans(schema: JsonSchema): boolean {
  if (schema.description || schema.properties || schema.$ref) return true
  const inside = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])]
  return inside.some(saysWhatItMeans)
}

test('the committed openapi.json is what the routes say; `npm run openapi` writes it', async () => {
  await expect(`${JSON.stringify(document(), null, 2)}\n`).toMatchFileSnapshot('../../openapi.json')
})

test('the served document is the same', async () => {
  const answer = await app().http.inject({ url: '/api/openapi.json' })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.json()).toEqual(JSON.parse(JSON.stringify(document())))
  expect((await app().http.inject({ url: '/api/openapi.json?x=1' })).statusCode).toBe(400)
})

test('every public route is in it: whatever is under /api says what it is', () => {
  const described = new Set(operations(document()).map(([name]) => name))
  expect(described).toContain('get /api/objects/{service}/{path_type}')
  expect(described).toContain('post /oauth2/token')
})

test('every operation has an id of its own, a summary, a description and a known tag', () => {
  const all = operations(document())
  const lacking = all.filter(
    ([, op]) => !op.operationId || !op.summary || !op.description || !op.tags?.length,
  )
  expect(lacking.map(([name]) => name)).toEqual([])
  expect(new Set(all.map(([, op]) => op.operationId)).size).toBe(all.length)
  expect(document().tags.filter(({ name, description }) => name === description)).toEqual([])
})

test('every field of every route says what it means', () => {
  const fields = [
    ...sharedFields(),
    ...operations(document()).flatMap(([name, operation]) =>
      schemasOf(name, operation).flatMap(([place, schema]) =>
        place.includes(' ?') ? [[place, schema] as const] : fieldsOf(place, schema),
      ),
    ),
  ]
  expect(fields.filter(([, schema]) => !saysWhatItMeans(schema)).map(([place]) => place)).toEqual([])
})

test('every plain field of every route shows an example', () => {
  const fields = [
    ...sharedFields(),
    ...operations(document()).flatMap(([name, operation]) =>
      schemasOf(name, operation).flatMap(([place, schema]) => fieldsOf(place, schema)),
    ),
  ]
  const plain = fields.filter(([, { type }]) =>
    ['string', 'number', 'integer', 'boolean'].includes(String(type)),
  )
  const silent = plain.filter(([, s]) => !s.examples && s.const === undefined && !s.enum)
  expect(silent.map(([place]) => place)).toEqual([])
})

test('every answer that is not a success is a problem document', () => {
  for (const [, { responses }] of operations(document()))
    expect(responses.default?.content?.['application/problem+json']?.schema.$ref).toBe(
      '#/components/schemas/Problem',
    )
})

test('every path parameter of an address is described, and nothing else', () => {
  for (const [path, methods] of Object.entries(document().paths))
    for (const { parameters = [] } of Object.values(methods)) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      expect(inPath.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort())
    }
})

test('no component is there twice and no reference leads nowhere', () => {
  const { components } = document()
  const texts = Object.values(components.schemas ?? {}).map((schema) => JSON.stringify(schema))
  expect(new Set(texts).size).toBe(texts.length)
  const references = [...JSON.stringify(document()).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
  for (const [, name] of references) expect(components.schemas).toHaveProperty(String(name))
})

test('a route that needs a token names its scopes', () => {
  expect(document().paths['/api/objects/{service}/{path_type}']?.get?.security).toEqual([
    { oauth2: ['objects:read'] },
    { oauth2: ['orders:read'] },
  ])
})
