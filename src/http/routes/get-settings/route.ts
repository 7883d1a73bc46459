import { settings } from '../../../contract/settings.ts'
import type { Services } from '../../../ports/services.ts'
import type { HttpServer } from '../../server.ts'
import { toSettingsAnswer } from '../../settings-answer.ts'

export function getSettingsRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/admin/settings',
    {
      config: { access: { kind: 'client', scopes: ['settings:read'] } },
      schema: {
        operationId: 'getSettings',
        summary: 'Read the settings',
        description: 'Every setting as it stands, defaults included.',
        tags: ['Settings'],
        response: { 200: settings },
      },
    },
    () => toSettingsAnswer(services),
  )
}
