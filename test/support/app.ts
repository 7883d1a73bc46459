import { afterAll, beforeAll } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { buildServer, type HttpServer } from '../../src/http/server.ts'
import type { Log } from '../../src/ports/log.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface TestApp extends App {
  readonly http: HttpServer
}

/** A whole server on a database of its own, in this process, for one test file. `http.inject` speaks to it. */
export function useApp(): () => TestApp {
  let database: TestDatabase | undefined
  let running: TestApp | undefined
  beforeAll(async () => {
    database = await createTestDatabase()
    const app = await createApp({
      databaseUrl: database.url,
      secretKey: 'a secret key of the tests, long enough',
      sandbox: true,
      publicUrl: 'http://127.0.0.1:3000',
      poolSize: 4,
      log: silent,
    })
    running = {
      ...app,
      http: await buildServer(app.services, {
        checkAnswers: true,
        trustProxy: false,
        rateLimit: 'on',
      }),
    }
  })
  afterAll(async () => {
    await running?.http.close()
    await running?.close()
    await database?.drop()
  })
  return () => {
    if (running === undefined) throw new Error('the app is used before it runs')
    return running
  }
}
