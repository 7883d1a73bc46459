import { createServer } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { buildWeb } from '../../../web/build.ts'
import { startApp, type TestApp, type TestAppOptions } from '../../support/app.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { type LinkRequest, linkMaker } from '../../support/links.ts'

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
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const app = await startApp(databaseUrl, { ...options, publicUrl })
  await app.http.listen({ port, host: '127.0.0.1' })
  const links = await linkMaker(app)
  return {
    app,
    address: (path) => publicUrl + path,
    link: async (request = {}) => publicUrl + (await links.make(request)).assistedCheckoutLink,
  }
}

/** The address of the server must be known before it listens. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
