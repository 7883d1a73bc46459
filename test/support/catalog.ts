import { join } from 'node:path'
import { loadCatalogFolder } from '../../src/catalog/load-catalog-folder.ts'
import type { TestApp } from './app.ts'

export interface PublishedOffer {
  readonly id: string
  readonly version: string
  readonly path: string
}

/** Publishes everything in `examples/catalog`; doing it twice changes nothing. */
export async function publishSampleCatalog(app: Pick<TestApp, 'services'>): Promise<void> {
  await loadCatalogFolder(app.services, join(import.meta.dirname, '../../examples/catalog'))
}

/** The newest published version of the item at this path, such as `/offers2/Digital Monthly`; add-ons too. */
export async function offerNamed(app: Pick<TestApp, 'pool'>, path: string): Promise<PublishedOffer> {
  const found = await app.pool.query<PublishedOffer>(
    `select id, version, path from catalog_versions
     where path = $1 and status = 'published' order by seq desc limit 1`,
    [path],
  )
  const [offer] = found.rows
  if (offer === undefined)
    throw new Error(`nothing is published at ${path}; was the sample catalogue published?`)
  return offer
}
