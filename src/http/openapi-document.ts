import type { OpenApiDocument, Operation, Parameter, Response } from '../contract/openapi.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import { problem, securitySchemes, tags } from './openapi-parts.ts'
import { errorsOf } from './operation-errors.ts'
import { problemKinds } from './problems.ts'

interface RawDocument {
  readonly paths?: unknown
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> } | undefined
}

/** What the routes said of themselves, with everything that is true of all of them. Pure. */
export function completeDocument(raw: RawDocument): OpenApiDocument {
  const paths = prune(raw.paths ?? {}) as OpenApiDocument['paths']
  const used = new Set(
    Object.values(paths).flatMap((path) => Object.values(path).flatMap((op) => op.tags ?? [])),
  )
  const rest = [...used].filter((name) => !tags.some(([known]) => known === name)).sort()
  return {
    openapi: '3.1.0',
    info: {
      ...(raw as OpenApiDocument).info,
      description:
        'Sales-assisted checkout links and an orders API. Every error is a problem document whose `type` leads to an explanation.',
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: [
      ...tags.filter(([name]) => used.has(name)).map(([name, description]) => ({ name, description })),
      ...rest.map((name) => ({ name, description: name })),
    ],
    paths: Object.fromEntries(
      Object.keys(paths)
        .sort()
        .map((path) => [path.replace('{*}', '{path}'), completePath(paths[path] ?? {})]),
    ),
    components: {
      securitySchemes,
      schemas: { Problem: problem, ...usedSchemas(paths, raw.components?.schemas) },
    },
  }
}

/** The shared schemas that something refers to, directly or through another. */
function usedSchemas(
  paths: unknown,
  schemas: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const used: Record<string, unknown> = {}
  const todo = referencesIn(paths)
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (name in used || !(name in schemas)) continue
    used[name] = prune(schemas[name])
    todo.push(...referencesIn(used[name]))
  }
  return Object.fromEntries(Object.entries(used).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function referencesIn(value: unknown): string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)
  return [...found].map((match) => String(match[1]))
}

function completePath(path: Readonly<Record<string, Operation>>): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(path).map(([method, operation]) => [method, withProblems(operation)]),
  )
}

function withProblems(operation: Operation): Operation {
  const answered = Object.entries(operation.responses).map(([status, response]) => [
    status,
    { ...response, description: describe(status, response.description) },
  ])
  return {
    ...operation,
    ...(operation.parameters === undefined ? {} : { parameters: operation.parameters.map(named) }),
    responses: { ...Object.fromEntries(answered), ...problemsOf(operation), default: problemAnswer([]) },
  }
}

/** What the router calls `*`, the rest of the address, is called `path` here. */
function named(parameter: Parameter): Parameter {
  return parameter.name === '*' ? { ...parameter, name: 'path' } : parameter
}

/** The refusals of an operation by their status. */
function problemsOf(operation: Operation): Record<string, Response> {
  const byStatus: Record<string, RefusalCode[]> = {}
  for (const code of errorsOf(operation)) {
    const { status } = problemKinds[code]
    byStatus[status] = [...(byStatus[status] ?? []), code]
  }
  return Object.fromEntries(Object.entries(byStatus).map(([status, codes]) => [status, problemAnswer(codes)]))
}

function problemAnswer(codes: readonly RefusalCode[]): Response {
  const reasons = codes.map((code) => `\`${code}\`: ${problemKinds[code].title}.`)
  return {
    description: reasons.length === 0 ? 'Any other problem; `code` says which.' : reasons.join(' '),
    ...(codes.length === 0 ? {} : { 'x-codes': codes }),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function describe(status: string, description: string | undefined): string {
  return description === undefined || description === 'Default Response' ? `Answer ${status}.` : description
}

/** Long patterns only repeat what `format` says, and what is not said needs no empty word. */
function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([key, field]) => !isNoise(value, key, field))
  return Object.fromEntries(fields.map(([key, field]) => [key, prune(field)]))
}

function isNoise(owner: object, key: string, field: unknown): boolean {
  if (key === 'pattern') return 'format' in owner
  if (key === 'maximum' || key === 'minimum') return Math.abs(Number(field)) === Number.MAX_SAFE_INTEGER
  return key === 'propertyNames' || key === '$schema'
}
