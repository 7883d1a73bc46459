import type { OpenApiDocument } from '../../contract/openapi.ts'
import { type ExplainedError, errorBody, errorsBody } from './errors.ts'
import { gettingStartedBody } from './getting-started.ts'
import { type DocsPage, docsPage, type Frame } from './layout.ts'
import { addressOf, type Group, groupsOf, guides } from './navigation.ts'
import { objectsBody } from './objects.ts'
import { operationBody } from './operation.ts'
import { overviewBody } from './overview.ts'
import { withoutReferences } from './references.ts'
import { troubleshootingBody } from './troubleshooting.ts'

/** What the documentation is made of. */
export interface DocsSource {
  readonly document: OpenApiDocument
  readonly errors: readonly ExplainedError[]
  readonly filters: Readonly<Record<string, readonly string[]>>
  readonly publicUrl: string
  readonly sandbox: boolean
}

/** Every page of the documentation by its address. */
export function renderDocs(source: DocsSource): ReadonlyMap<string, string> {
  const groups = groupsOf(withoutReferences(source.document))
  const frame: Frame = { groups, sandbox: source.sandbox }
  const pages = [...guidePages(source, groups), ...operationPages(source, groups), ...errorPages(source)]
  return new Map(pages.map((page) => [page.address, docsPage(frame, page)]))
}

function guidePages(source: DocsSource, groups: readonly Group[]): readonly DocsPage[] {
  const bodies = {
    '/docs': () => overviewBody(groups),
    '/docs/getting-started': () => gettingStartedBody(source.publicUrl),
    '/docs/objects': () => objectsBody(source.filters),
    '/docs/troubleshooting': () => troubleshootingBody(source.publicUrl),
    '/docs/errors': () => errorsBody(source.errors),
  } as const
  return guides.map(({ address, title }) => ({ address, title, body: bodies[address]() }))
}

function operationPages(source: DocsSource, groups: readonly Group[]): readonly DocsPage[] {
  return groups
    .flatMap(({ operations }) => operations)
    .map((named) => ({
      address: addressOf(named.operation),
      title: named.operation.summary,
      body: operationBody(named, source.publicUrl),
    }))
}

function errorPages({ errors }: DocsSource): readonly DocsPage[] {
  return errors.map((error) => ({
    address: `/docs/errors/${error.code}`,
    title: error.title,
    body: errorBody(error),
  }))
}
