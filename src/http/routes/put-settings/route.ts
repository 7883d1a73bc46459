import type { z } from 'zod'
import { settings, settingsChanges } from '../../../contract/settings.ts'
import { type Refusal, refuseAt } from '../../../domain/refusal.ts'
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
      const refusal = refuseCallouts(request.body.paymentCallouts, services)
      if (refusal) return sendRefusal(reply, refusal)
      await services.changeSettings(toStored(request.body))
      return toSettingsAnswer(services)
    },
  )
}

type Changes = z.output<typeof settingsChanges>

/** Their secrets are derived and not kept. */
function toStored({ paymentCallouts, ...changes }: Changes): Readonly<Record<string, unknown>> {
  if (paymentCallouts === undefined) return changes
  const systems = Object.entries(paymentCallouts).map(([name, { url }]) => [name, { url }])
  return { ...changes, paymentCallouts: Object.fromEntries(systems) }
}

/** Questions are asked over TLS, save for a sandbox that asks on its own machine. */
function refuseCallouts(
  systems: Changes['paymentCallouts'] = {},
  { sandbox }: Pick<Services, 'sandbox'>,
): Refusal | undefined {
  for (const [name, { url }] of Object.entries(systems)) {
    const place = `/paymentCallouts/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (ownGateways.has(name))
      return refuseAt('invalid_request', place, `${name} is the name of a gateway of our own`)
    const { protocol, hostname, username, password, hash } = new URL(url)
    const isSafe = protocol === 'https:' || (sandbox && loopback.has(hostname))
    if (isSafe && username === '' && password === '' && hash === '') continue
    return refuseAt(
      'invalid_request',
      `${place}/url`,
      'must be an https: address without a user name or a fragment',
    )
  }
  return undefined
}

/** What these take is captured by us, and nobody else's to confirm. */
const ownGateways: ReadonlySet<string> = new Set(['sandbox', 'stripe', 'none'])

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])
