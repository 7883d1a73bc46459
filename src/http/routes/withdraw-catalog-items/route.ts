import { withdrawItems } from '../../../catalog/withdraw-items.ts'
import { versionsAnswer, withdrawBody } from '../../../contract/catalog.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function withdrawCatalogItemsRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/catalog/withdraw',
    {
      config: { access: { kind: 'client', scopes: ['catalog:write'] } },
      schema: {
        operationId: 'withdrawCatalogItems',
        summary: 'Withdraw published versions',
        description:
          'Withdrawn versions start no new link, all or none of them; links already made still complete. Withdrawing again changes nothing.',
        tags: ['Catalogue'],
        body: withdrawBody,
        response: { 200: versionsAnswer },
      },
    },
    async (request, reply) => {
      const withdrawn = await withdrawItems(services, request.body.items)
      if (isRefused(withdrawn)) return sendRefusal(reply, withdrawn)
      return { items: withdrawn.map(({ path, id, version }) => ({ path, id, version })) }
    },
  )
}
