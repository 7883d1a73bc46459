import { mailsAnswer, mailsQuery } from '../../../contract/mails.ts'
import { refuseAt } from '../../../domain/refusal.ts'
import type { StoredMail } from '../../../ports/mail-store.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { refuseOutsideSandbox } from '../../sandbox-only.ts'
import type { HttpServer } from '../../server.ts'

export function listMailsRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/admin/mails',
    {
      config: { access: { kind: 'client', scopes: ['settings:read'] } },
      schema: {
        operationId: 'listMails',
        summary: "Read the sandbox's mails",
        description:
          'A sandbox sends no mail; it keeps what it would have sent. Newest first. Only in a sandbox.',
        tags: ['Mails'],
        querystring: mailsQuery,
        response: { 200: mailsAnswer },
      },
    },
    async (request, reply) => {
      const refusal = refuseOutsideSandbox(services)
      if (refusal !== undefined) return sendRefusal(reply, refusal)
      const { to, limit, queryMore } = request.query
      const cursor = queryMore === undefined ? undefined : services.secrets.verify('cursor', queryMore)
      if (queryMore !== undefined && !cursor?.startsWith('mails/'))
        return sendRefusal(reply, refuseAt('invalid_request', '?queryMore', 'must come from the page before'))
      const beforeId = cursor === undefined ? undefined : Number(cursor.slice('mails/'.length))
      const mails = await services.db.read.mails.list({ to, beforeId, limit: limit + 1 })
      const page = mails.slice(0, limit)
      const last = mails.length > limit ? page.at(-1) : undefined
      return {
        items: page.map(toWire),
        queryMore: last === undefined ? null : services.secrets.sign('cursor', `mails/${last.id}`),
      }
    },
  )
}

function toWire({ key, to, subject, text, html, createdAt, sentAt }: StoredMail) {
  return { key, to, subject, text, html, created: createdAt, sent: sentAt ?? null }
}
