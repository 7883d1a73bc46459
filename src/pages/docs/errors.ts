import { html, type SafeHtml } from '../html.ts'
import { codeBlock, prose } from './prose.ts'

export interface ExplainedError {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly cause: string
  readonly mend: string
}

export function errorsBody(errors: readonly ExplainedError[]): SafeHtml {
  return html`<p>Every error is a problem document (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>) of type
    <code>application/problem+json</code>. Branch on <code>code</code>; show <code>detail</code> to people;
    <code>errors</code> points at each mistake: a JSON Pointer into the body, <code>?name</code> for a query parameter.
    <code>type</code> is the address of the page here that explains it. Quote <code>requestId</code> when you ask for help.</p>
    <ul class="errors">${errors.map(
      ({ code, status, title }) =>
        html`<li><span class="status">${status}</span> <a href="/docs/errors/${code}"><code>${code}</code></a> ${title}</li>`,
    )}</ul>`
}

export function errorBody(error: ExplainedError): SafeHtml {
  const example = {
    type: `/docs/errors/${error.code}`,
    title: error.title,
    status: error.status,
    detail: '…',
    message: '…',
    code: error.code,
    errors: [],
    requestId: 'req-1f',
  }
  return html`<p class="address"><span class="status">${error.status}</span> <code>${error.code}</code></p>
    <h2>Why it happens</h2><p>${prose(error.cause)}</p>
    <h2>What to do</h2><p>${prose(error.mend)}</p>
    <h2>What it looks like</h2>${codeBlock('An example of the answer', JSON.stringify(example, null, 2))}
    <p><a href="/docs/errors">All errors</a></p>`
}
