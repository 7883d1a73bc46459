import { html, type SafeHtml } from '../html.ts'

/** The types of objects with the filters of each. */
export function objectsBody(filters: Readonly<Record<string, readonly string[]>>): SafeHtml {
  return html`<p>Everything that orders make can be read under <code>/api/objects/limio/{type}</code>: one
    <a href="/docs/operations/getObject">by its id</a>, all <a href="/docs/operations/listObjects">as a list</a>, and
    <a href="/docs/operations/listRelatedObjects">what belongs to one</a>. All come in one envelope: <code>id</code>,
    <code>name</code>, <code>record_type</code>, <code>status</code>, <code>reference</code>, <code>owner</code>,
    <code>created</code>, <code>updated</code>, and <code>data</code> with what the type alone has.</p>
    <h2>Types and their filters</h2>
    <ul class="fields">${Object.entries(filters).map(
      ([type, names]) => html`<li><p class="field"><code class="name">${type}</code></p>
      <p>${names.map((name, at) => html`${at > 0 && ' '}<code>${name}</code>`)}</p></li>`,
    )}</ul>
    <p>Several filters must all fit. A filter that a type does not know is refused with 400, so a typing mistake never
    looks like an empty list.</p>`
}
