import { createServer } from 'node:net'
import { startApp, type TestApp, type TestAppOptions } from './app.ts'

/** A server that listens where it says it is reached, so that it can be told things over HTTP; whoever starts it closes it. */
export async function startListening(databaseUrl: string, options: TestAppOptions = {}): Promise<TestApp> {
  const port = await freePort()
  const app = await startApp(databaseUrl, { ...options, publicUrl: `http://127.0.0.1:${port}` })
  await app.http.listen({ port, host: '127.0.0.1' })
  return app
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
