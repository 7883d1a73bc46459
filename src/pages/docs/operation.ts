import type { JsonSchema, Operation, Parameter } from '../../contract/openapi.ts'
import { html, type SafeHtml } from '../html.ts'
import { exampleOf } from './example.ts'
import { fieldEntry, fieldList } from './fields.ts'
import { methodMark } from './layout.ts'
import type { NamedOperation } from './navigation.ts'
import { codeBlock, prose } from './prose.ts'

/** One operation: what it is for, who may call it, what goes in, what comes out, what can go wrong. */
export function operationBody(named: NamedOperation, publicUrl: string): SafeHtml {
  const { method, path, operation } = named
  return html`<p class="address">${methodMark(method)} <code>${path}</code></p>
    <p>${prose(operation.description ?? '')}</p>
    <h2>Who may call it</h2>
    ${securityOf(operation)}
    ${parametersOf(operation, 'path', 'In the address')}
    ${parametersOf(operation, 'query', 'In the query')}
    ${parametersOf(operation, 'header', 'In the headers')}
    ${bodyOf(operation)}
    <h2>Try it</h2>
    ${codeBlock('A call with curl', curlOf(named, publicUrl))}
    ${answersOf(operation)}
    ${errorsOf(operation)}`
}

function securityOf({ security = [] }: Operation): SafeHtml {
  if (security.length === 0) return html`<p>Anyone.</p>`
  const ways = security
    .flatMap((way) => Object.entries(way))
    .map(([scheme, scopes]) =>
      scheme === 'oauth2'
        ? html`<li>An API client whose token holds <code>${scopes.join(' ')}</code>.</li>`
        : html`<li>The page of a checkout link, with the cookie of its basket.</li>`,
    )
  return html`<ul>${ways}</ul>`
}

function parametersOf({ parameters = [] }: Operation, place: string, title: string): SafeHtml | false {
  const here = parameters.filter((parameter) => parameter.in === place)
  return here.length > 0 && html`<h2>${title}</h2><ul class="fields">${here.map(parameterEntry)}</ul>`
}

function parameterEntry({ name, required = false, schema, description }: Parameter): SafeHtml {
  const described = description === undefined ? schema : { ...schema, description }
  return fieldEntry({ name, required, schema: described })
}

function bodyOf({ requestBody }: Operation): SafeHtml | false {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  if (content === undefined) return false
  return html`<h2>Body</h2><p><code>${type}</code></p>${fieldList(content.schema)}`
}

function answersOf({ responses }: Operation): SafeHtml[] {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2') || status.startsWith('3'))
    .map(([status, { description, content }]) => {
      const schema: JsonSchema | undefined = Object.values(content ?? {})[0]?.schema
      return html`<h2>Answer ${status}</h2><p>${prose(schema?.description ?? description ?? '')}</p>
        ${
          schema &&
          html`${fieldList(schema)}
        ${codeBlock('An example of the answer', JSON.stringify(exampleOf(schema), null, 2))}`
        }`
    })
}

function errorsOf({ responses }: Operation): SafeHtml | false {
  const entries = Object.entries(responses).flatMap(([status, response]) =>
    (response['x-codes'] ?? []).map(
      (code) =>
        html`<li><span class="status">${status}</span> <a href="/docs/errors/${code}"><code>${code}</code></a></li>`,
    ),
  )
  return (
    entries.length > 0 &&
    html`<h2>What can go wrong</h2>
    <p>Each is a problem document; follow a code for its cause and what to do.</p>
    <ul class="errors">${entries}</ul>`
  )
}

function curlOf({ method, path, operation }: NamedOperation, publicUrl: string): string {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.parameters?.find((one) => one.in === 'path' && one.name === name)
    return encodeURIComponent(String(parameter?.schema.examples?.[0] ?? name))
  })
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"${publicUrl}${address}"`,
    (operation.security?.length ?? 0) > 0 && `-H "Authorization: Bearer $TOKEN"`,
    type !== undefined && `-H "Content-Type: ${type}"`,
    content !== undefined && `-d '${bodyText(type, exampleOf(content.schema))}'`,
  ]
  return lines.filter((line) => line !== false).join(' \\\n  ')
}

/** For a shell's single quotes. */
function bodyText(type: string | undefined, example: unknown): string {
  const text =
    type === 'application/x-www-form-urlencoded' ? formText(example) : JSON.stringify(example, null, 2)
  return text.replaceAll("'", "'\\''")
}

function formText(example: unknown): string {
  const form = new URLSearchParams()
  for (const [key, value] of Object.entries(Object(example))) form.append(key, String(value))
  return form.toString()
}
