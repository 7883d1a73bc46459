import { listOffers } from '../../../catalog/list-offers.ts'
import { offersAnswer, offersQuery } from '../../../contract/offers-list.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'
import { toFullOffer, toReducedOffer } from './answer.ts'

export function listOffersRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/offers/v2',
    {
      config: { access: { kind: 'client', scopes: ['catalog:read'] } },
      schema: {
        operationId: 'listOffers',
        summary: 'List offers',
        description:
          'The newest published version of each offer, or offers as they are being edited; newest first. Also takes any number of `attributes.<NAME>=<VALUE>`, such as `attributes.campaign_code__limio=WIN001`: an attribute by its whole name, a list attribute matches when it holds the value.',
        tags: ['Catalogue'],
        querystring: offersQuery,
        response: { 200: offersAnswer },
      },
    },
    async (request, reply) => {
      const page = await listOffers(services, request.query)
      if (isRefused(page)) return sendRefusal(reply, page)
      const { reducedData } = request.query
      return {
        hits: page.hits,
        header: { commitId: page.commitId },
        items: page.offers.map((offer) => (reducedData ? toReducedOffer(offer) : toFullOffer(offer))),
        queryMore: page.next ?? null,
      }
    },
  )
}
