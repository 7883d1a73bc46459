import { payLinkOf } from '../../../billing/pay-link.ts'
import { invoiceParams, payLinkAnswer } from '../../../contract/pay-link.ts'
import { isRefused, type Refusal, refuse } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function makePayLinkRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/invoices/:id/pay_link',
    {
      config: { access: { kind: 'client', scopes: ['orders:write'] } },
      schema: {
        operationId: 'makePayLink',
        summary: 'A payment link for an open invoice',
        description:
          'Answers an address to hand to the customer: they see what is due there and pay it, with the card that is saved or another one. Mails about a failed collection bring one by themselves. Every call answers a new one for 60 days, and the earlier ones stay good; what is paid once is paid for all of them. Also for an invoice that was to be paid otherwise.',
        tags: ['Orders'],
        params: invoiceParams,
        response: { 200: payLinkAnswer },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const refusal = await refuseLink(services, id)
      if (isRefused(refusal)) return sendRefusal(reply, refusal)
      const { url, expiresAt } = payLinkOf(services, id)
      return { url, expiresAt }
    },
  )
}

async function refuseLink({ db, gateway }: Services, id: string): Promise<Refusal | undefined> {
  const linked = await db.read.payLinks.find(id)
  if (linked === undefined) return refuse('not_found', `There is no invoice "${id}".`)
  if (linked.invoice.balance === 0)
    return refuse('nothing_to_pay', `Nothing is open on invoice ${linked.invoice.reference}.`)
  if (gateway.element.kind === 'none')
    return refuse('payment_type_not_allowed', 'This server has no gateway for cards.')
  return undefined
}
