import { afterAll, beforeAll } from 'vitest'
import { type App, type AppOptions, createApp } from '../../src/app.ts'
import { buildServer, type HttpServer } from '../../src/http/server.ts'
import type { Log } from '../../src/ports/log.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface TestApp extends App {
  readonly http: HttpServer
  /** Another process on the same database; the test closes it. */
  readonly another: () => Promise<TestApp>
}

/** A whole server on a database of its own, in this process, for one test file. `http.inject` speaks to it. */
export function useApp(): () => TestApp {
  let database: TestDatabase | undefined
  let running: TestApp | undefined
  beforeAll(async () => {
    database = await createTestDatabase()
    running = await startApp(database.url)
  })
  afterAll(async () => {
    await running?.close()
    await database?.drop()
  })
  return () => {
    if (running === undefined) throw new Error('the app is used before it runs')
    return running
  }
}

export interface TestAppOptions {
  /** Where the server will listen, for tests with a browser. */
  readonly publicUrl?: string
  /** Cards go through Stripe, as far as that is played on this machine, and not through the sandbox's gateway. */
  readonly stripe?: AppOptions['stripe']
}

/** One process on this database; whoever starts it closes it. */
export async function startApp(databaseUrl: string, options: TestAppOptions = {}): Promise<TestApp> {
  const app = await createApp({
    databaseUrl,
    secretKey: 'a secret key of the tests, long enough',
    sandbox: true,
    publicUrl: options.publicUrl ?? 'http://127.0.0.1:3000',
    stripe: options.stripe,
    poolSize: 4,
    log: silent,
  })
  const http = await buildServer(app.services, {
    checkAnswers: true,
    trustProxy: false,
    rateLimit: 'on',
  })
  const close = async () => {
    await http.close()
    await app.close()
  }
  return { ...app, http, close, another: () => startApp(databaseUrl) }
}
