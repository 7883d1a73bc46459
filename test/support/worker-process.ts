import { createApp } from '../../src/app.ts'
import { startWorker } from '../../src/worker/start.ts'
import { gatewayOf } from './due-subscriptions.ts'

/** A worker in a process of its own, to be killed: `node worker-process.ts <database url>`. */
const log = { info: () => undefined, warn: () => undefined, error: console.error }
const app = await createApp({
  databaseUrl: process.argv[2] ?? '',
  secretKey: 'a secret key of the tests, long enough',
  sandbox: true,
  publicUrl: 'http://127.0.0.1:3000',
  poolSize: 6,
  log,
})
await startWorker({ ...app, services: { ...app.services, gateway: gatewayOf(app) } })
