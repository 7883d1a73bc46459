import { afterAll, beforeAll } from 'vitest'
import { buildWeb } from '../../../web/build.ts'
import type { TestApp, TestAppOptions } from '../../support/app.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { type LinkRequest, linkMaker } from '../../support/links.ts'
import { startListening } from '../../support/listening.ts'

export interface Site {
  readonly app: TestApp
  /** Makes a link and answers its whole address. */
  readonly link: (request?: LinkRequest) => Promise<string>
  readonly address: (path: string) => string
}

/** A whole server that listens, with the pages built and the sample catalogue published. `prepare` says what else it is told. */
export function useSite(prepare: () => Promise<TestAppOptions> = async () => ({})): () => Site {
  let database: TestDatabase | undefined
  let site: Site | undefined
  beforeAll(async () => {
    await buildWeb()
    database = await createTestDatabase()
    site = await openSite(database.url, await prepare())
  })
  afterAll(async () => {
    await site?.app.close()
    await database?.drop()
  })
  return () => {
    if (site === undefined) throw new Error('the site is used before it is open')
    return site
  }
}

async function openSite(databaseUrl: string, options: TestAppOptions): Promise<Site> {
  const app = await startListening(databaseUrl, options)
  const { publicUrl } = app.services
  const links = await linkMaker(app)
  return {
    app,
    address: (path) => publicUrl + path,
    link: async (request = {}) => publicUrl + (await links.make(request)).assistedCheckoutLink,
  }
}
