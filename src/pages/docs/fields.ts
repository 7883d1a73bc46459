import type { JsonSchema } from '../../contract/openapi.ts'
import { html, type SafeHtml } from '../html.ts'
import { prose } from './prose.ts'

interface Field {
  readonly name: string
  readonly required: boolean
  readonly schema: JsonSchema
}

/** The fields of an object (or of each entry of a list), one under the other, parts of a part indented. */
export function fieldList(schema: JsonSchema): SafeHtml {
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null')
  if (choices.length === 1 && choices[0] !== undefined) return fieldList(choices[0])
  if (choices.length > 1)
    return html`<p>One of ${choices.length} forms:</p>
      ${choices.map((choice, at) => html`<p class="form">Form ${at + 1}</p>${prose(choice.description ?? '')}${fieldList(choice)}`)}`
  if (schema.items !== undefined) return fieldList(schema.items)
  const fields = fieldsOf(schema)
  return fields.length === 0 ? html`` : html`<ul class="fields">${fields.map(fieldEntry)}</ul>`
}

export function fieldsOf({ properties = {}, required = [] }: JsonSchema): readonly Field[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
  }))
}

export function fieldEntry({ name, required, schema }: Field): SafeHtml {
  return html`<li>
    <p class="field"><code class="name">${name}</code> <span class="type">${typeOf(schema)}</span>
    ${required ? html`<strong class="required">required</strong>` : html`<span class="optional">optional</span>`}</p>
    <p>${prose(meaningOf(schema))}${limitsOf(schema)}</p>
    ${exampleLine(schema)}
    ${hasParts(schema) && fieldList(schema)}
  </li>`
}

/** What can also be null, or is a list, is described inside. */
function meaningOf(schema: JsonSchema): string {
  return schema.description ?? partsOf(schema).find((part) => part.description)?.description ?? ''
}

function partsOf(schema: JsonSchema): readonly JsonSchema[] {
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])]
}

function hasParts(schema: JsonSchema): boolean {
  const inner = schema.items ?? schema
  return inner.properties !== undefined || (inner.anyOf ?? inner.oneOf ?? []).some((one) => one.properties)
}

function exampleLine(schema: JsonSchema): SafeHtml | false {
  const example = schema.examples?.[0]
  if (example === undefined || hasParts(schema)) return false
  return html`<p class="example">Example: <code>${JSON.stringify(example)}</code></p>`
}

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return [...new Set(choices.map(typeOf))].join(' | ')
  const type = typeof schema.type === 'string' ? schema.type : (schema.type ?? ['any']).join(' | ')
  return schema.format === undefined ? type : `${type}, ${schema.format}`
}

function limitsOf(schema: JsonSchema): string {
  const said = [
    schema.minimum !== undefined && `at least ${schema.minimum}`,
    schema.maximum !== undefined && `at most ${schema.maximum}`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.minItems !== undefined && `at least ${schema.minItems} entries`,
    schema.maxItems !== undefined && `at most ${schema.maxItems} entries`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ].filter((limit) => limit !== false)
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}
