import { createApp } from '../../src/app.ts'
import { numberDocuments } from '../../src/billing/number-documents.ts'

/** Numbers documents again and again until it is killed, in a process of its own. Argument: the database. */
const [, , databaseUrl = ''] = process.argv
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const app = await createApp({
  databaseUrl,
  secretKey: 'secret key of the numbering process',
  sandbox: true,
  publicUrl: 'http://127.0.0.1:3000',
  poolSize: 2,
  log: quiet,
})
process.stdout.write('working\n')
for (;;) await numberDocuments(app.services)
