import type { Services } from '../ports/services.ts'
import type { HttpServer } from './server.ts'

type Route = (app: HttpServer, services: Services) => void | Promise<void>

/** Every route of this server, one line each. */
const routes: readonly Route[] = []

export async function addRoutes(app: HttpServer, services: Services): Promise<void> {
  for (const route of routes) await route(app, services)
}
