import type { z } from 'zod'
import { type Advance, advanceClock } from '../../../clock/advance.ts'
import { type AdvanceView, advanceView } from '../../../clock/clock-view.ts'
import { advanceAnswer, advanceRequest } from '../../../contract/clock.ts'
import { isLocalDate } from '../../../domain/calendar.ts'
import { isRefused, type Refusal, refuseAt } from '../../../domain/refusal.ts'
import { localMidnight } from '../../../domain/time-zone.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { refuseOutsideSandbox } from '../../sandbox-only.ts'
import type { HttpServer } from '../../server.ts'

export function advanceClockRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/clock',
    {
      config: { access: { kind: 'client', scopes: ['clock:write'] } },
      schema: {
        operationId: 'advanceClock',
        summary: 'Move the business clock forward',
        description:
          'Everything that falls due on the way happens, in order and each at its own time. After ten seconds the answer is 202 and the run goes on. Only in a sandbox, one at a time.',
        tags: ['Clock'],
        body: advanceRequest,
        response: { 200: advanceAnswer, 202: advanceAnswer },
      },
    },
    async (request, reply) => {
      const advance = refuseOutsideSandbox(services) ?? toAdvance(request.body, services)
      if (isRefused(advance)) return sendRefusal(reply, advance)
      const run = await advanceClock(services, advance)
      if (isRefused(run)) return sendRefusal(reply, run)
      const view = await advanceView(services, run)
      return reply.status(view.run.status === 'running' ? 202 : 200).send(toAnswer(view))
    },
  )
}

function toAdvance(
  { advanceTo, advanceBy }: z.output<typeof advanceRequest>,
  { settings }: Pick<Services, 'settings'>,
): Advance | Refusal {
  if (advanceTo === undefined) return { by: advanceBy ?? 'PT0S' }
  if (advanceTo.includes('T')) return { to: new Date(advanceTo).toISOString() }
  if (!isLocalDate(advanceTo)) return refuseAt('invalid_request', '/advanceTo', 'must be a day that exists')
  return { to: localMidnight(advanceTo, settings().timeZone) }
}

function toAnswer({ now, run, entries, cursor }: AdvanceView): z.output<typeof advanceAnswer> {
  return {
    now,
    run: { ...run, counts: { ...run.counts } },
    entries: entries.map(({ seq, at, type, subjectId, orderId }) => ({
      seq,
      at,
      type,
      id: subjectId,
      orderId: orderId ?? null,
    })),
    cursor: String(cursor),
  }
}
