import { reconciliationsAnswer, reconciliationsQuery } from '../../../contract/reconciliation.ts'
import { toDecimal } from '../../../domain/money.ts'
import { type Difference, differenceAdvice, type Reconciliation } from '../../../domain/reconciliation.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { fromQueryMore, toQueryMore } from '../../../objects/cursor.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

/** What a cursor of this list is signed for. */
const listName = 'reconciliations'

export function listReconciliationsRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/admin/reconciliations',
    {
      config: { access: { kind: 'client', scopes: ['settings:read'] } },
      schema: {
        operationId: 'listReconciliations',
        summary: 'Read where the books of the gateway and ours differ',
        description:
          'Every night after 02:00 UTC the payments and refunds of the day before are compared with the books of the gateway; `npm run reconcile` compares any day. Newest day first.',
        tags: ['Gateways'],
        querystring: reconciliationsQuery,
        response: { 200: reconciliationsAnswer },
      },
    },
    async (request, reply) => {
      const { limit, queryMore } = request.query
      const place = queryMore === undefined ? undefined : fromQueryMore(services, listName, queryMore)
      if (isRefused(place)) return sendRefusal(reply, place)
      const after = place && { day: place.at, gateway: place.id }
      // One more than asked for tells whether there is another page.
      const found = await services.db.read.reconciliations.list({ limit: limit + 1, after })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        items: page.map(toWire),
        queryMore: last ? toQueryMore(services, listName, { at: last.day, id: last.gateway }) : null,
      }
    },
  )
}

function toWire({ gateway, day, ranAt, payments, refunds, differences }: Reconciliation) {
  return { gateway, day, ranAt, payments, refunds, differences: differences.map(differenceToWire) }
}

function differenceToWire({ kind, id, gatewayReference, amountHere, amountThere, currency }: Difference) {
  const decimal = (amount: number | undefined) => (amount === undefined ? null : toDecimal(amount, currency))
  return {
    kind,
    id: id ?? null,
    gatewayReference: gatewayReference ?? null,
    amountHere: decimal(amountHere),
    amountThere: decimal(amountThere),
    currency,
    advice: differenceAdvice[kind],
  }
}
