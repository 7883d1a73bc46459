import { initiateCheckout } from '../../../checkout/initiate.ts'
import { initiateAnswer, initiateBody } from '../../../contract/checkout.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { clientIdOf } from '../../auth.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function initiateCheckoutRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/checkout/initiate',
    {
      config: { access: { kind: 'client', scopes: ['checkout:write'] } },
      schema: {
        operationId: 'initiateCheckout',
        summary: 'Make a checkout link',
        description:
          'Makes a basket of offers and a link that anyone can open to pay for it. With `tracking.accountId` the basket belongs to the one owner of that Salesforce account. The addresses in the answer are relative to the public address of this server.',
        tags: ['Checkout'],
        body: initiateBody,
        response: { 200: initiateAnswer },
      },
    },
    async (request, reply) => {
      const answer = await initiateCheckout(services, request.body, clientIdOf(request))
      return isRefused(answer) ? sendRefusal(reply, answer) : answer
    },
  )
}
