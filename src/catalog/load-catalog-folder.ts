import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { catalogItemBody } from '../contract/catalog.ts'
import type { VersionedItem } from '../domain/catalog-item.ts'
import { isRefused, type Refusal } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import type { ItemDraft } from './prepare-item.ts'
import { publishItems } from './publish-items.ts'
import { putItems } from './put-items.ts'

/**
 * Writes and publishes every item of a folder: `offers2/Pro Plan.json` is the item at `/offers2/Pro Plan`. Doing it again
 * changes nothing. The files are ours, so a mistake in one throws with its name and place.
 */
export async function loadCatalogFolder(
  services: Pick<Services, 'db'>,
  folder: string,
): Promise<readonly VersionedItem[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  if (files.length === 0) return []
  const drafts = await Promise.all(files.map((file) => readDraft(folder, file)))
  accepted(await putItems(services, drafts))
  return accepted(
    await publishItems(
      services,
      drafts.map((draft) => draft.path),
    ),
  )
}

async function readDraft(folder: string, file: string): Promise<ItemDraft> {
  const path = relative(folder, file).replace(/\.json$/, '')
  const { name, record_type, data } = catalogItemBody.parse(JSON.parse(await readFile(file, 'utf8')))
  return { path: `/${path.split(sep).join('/')}`, recordType: record_type, name, data }
}

function accepted<T>(answer: T | Refusal): T {
  if (isRefused(answer)) throw new Error(`the catalogue folder cannot be loaded: ${answer.detail}`)
  return answer
}
