import { join } from 'node:path'
import { loadCatalogFolder } from '../catalog/load-catalog-folder.ts'
import type { Config } from '../config.ts'
import type { Services } from '../ports/services.ts'
import { type DemoClient, ensureDemoClient } from './demo-client.ts'

const catalogFolder = join(import.meta.dirname, '../../examples/catalog')

/** Gives a new sandbox its clock and its sample catalogue, and every one its demo client. */
export async function prepareSandbox(services: Services, config: Config): Promise<DemoClient> {
  await services.db.read.settings.putIfMissing('clock_offset_ms', firstOffsetMs(services, config))
  await loadSampleCatalog(services)
  return ensureDemoClient(services, config.dataDir)
}

function firstOffsetMs({ clock }: Pick<Services, 'clock'>, { sandboxTime }: Config): number {
  return sandboxTime === undefined ? 0 : sandboxTime - clock.system()
}

/** Once: what somebody withdraws or changes afterwards stays so. */
async function loadSampleCatalog(services: Services): Promise<void> {
  const { settings } = services.db.read
  if ((await settings.get('sample_catalog_loaded')) !== undefined) return
  const items = await loadCatalogFolder(services, catalogFolder)
  await settings.put('sample_catalog_loaded', true)
  services.log.info({ items: items.length }, 'loaded the sample catalogue')
}
