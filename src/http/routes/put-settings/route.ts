import { settings, settingsChanges } from '../../../contract/settings.ts'
import { refuseAt } from '../../../domain/refusal.ts'
import { isTimeZone } from '../../../domain/time-zone.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'
import { toSettingsAnswer } from '../../settings-answer.ts'

export function putSettingsRoute(app: HttpServer, services: Services): void {
  app.put(
    '/api/admin/settings',
    {
      config: { access: { kind: 'client', scopes: ['settings:write'] } },
      schema: {
        operationId: 'putSettings',
        summary: 'Change settings',
        description:
          'Replaces the settings that are sent and leaves the others. Every process of this server sees them within a second.',
        tags: ['Settings'],
        body: settingsChanges,
        response: { 200: settings },
      },
    },
    async (request, reply) => {
      const { timeZone } = request.body
      if (timeZone !== undefined && !isTimeZone(timeZone))
        return sendRefusal(reply, refuseAt('invalid_request', '/timeZone', 'must be an IANA time zone'))
      await services.changeSettings(request.body)
      return toSettingsAnswer(services.settings())
    },
  )
}
