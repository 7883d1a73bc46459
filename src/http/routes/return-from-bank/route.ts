import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { verifyToken } from '../../../access/tokens.ts'
import { readPayToken } from '../../../billing/pay-link.ts'
import { checkoutAddress } from '../../../checkout/link-addresses.ts'
import type { PayInvoice } from '../../../domain/order.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { pageHeaders } from '../../../pages/headers.ts'
import { messagePage } from '../../../pages/message-page.ts'
import type { OrderRecord } from '../../../ports/order-store.ts'
import type { Services } from '../../../ports/services.ts'
import { holdsReceiptCookie, readCheckoutCookie, readPayCookie } from '../../checkout-cookie.ts'
import { languageOf, surroundingsOf } from '../../message-pages.ts'
import type { HttpServer } from '../../server.ts'

const params = z.object({ orderId: z.string().max(100) })

/**
 * `GET /payment/return/{order}`: where a bank sends a buyer back to. The browser that bought goes on on its checkout page, or on that of its payment link; any other,
 * such as the bank's own app, is told that all is well, and the payment is looked at. The address says nothing and proves nothing.
 */
export function returnFromBankRoute(app: HttpServer, services: Services): void {
  app.get(
    '/payment/return/:orderId',
    // What gateways add to the address is theirs.
    {
      config: { access: { kind: 'public' } },
      schema: { hide: true, params, querystring: z.looseObject({}) },
    },
    async (request, reply) => {
      const order = await services.db.read.orders.find(request.params.orderId)
      const page = order && (await pageOfBuyer(services, request, order))
      if (page !== undefined) return reply.redirect(page, 303)
      if (order?.status === 'pending-payment') await lookSoon(services, order)
      const around = surroundingsOf(services, languageOf(request, {}))
      const { returnedHeading, returnedSentence } = around.language.texts
      return reply
        .headers(pageHeaders(services.settings().logoUrl))
        .send(await messagePage({ heading: returnedHeading, sentence: returnedSentence }, around))
    },
  )
}

/** The order's page, for the browser that ordered there. */
async function pageOfBuyer(
  services: Services,
  request: FastifyRequest,
  order: OrderRecord,
): Promise<string | undefined> {
  const { checkoutId } = order
  if (order.request.order.type === 'pay_invoice') return payPageOf(services, request, order.request.order)
  if (checkoutId === undefined || !(await isBuyersOwn(services, request, checkoutId))) return undefined
  const linked = await services.db.read.checkout.findBasket(checkoutId)
  return linked && `${checkoutAddress(services.secrets, linked.link)}?return`
}

/** The page of the payment link that this browser pays the order's invoice with. */
function payPageOf(
  services: Services,
  request: FastifyRequest,
  { invoiceId = '' }: PayInvoice,
): string | undefined {
  const token = readPayCookie(request, services, invoiceId)
  const named = token === undefined ? undefined : readPayToken(services, token)
  if (named === undefined || isRefused(named) || named.invoiceId !== invoiceId) return undefined
  return `/pay/${token}?return`
}

async function isBuyersOwn(services: Services, request: FastifyRequest, basketId: string): Promise<boolean> {
  if (holdsReceiptCookie(request, services, basketId)) return true
  const token = readCheckoutCookie(request, services, basketId)
  const caller = token === undefined ? undefined : await verifyToken(services, token)
  return (
    caller !== undefined && !isRefused(caller) && caller.kind === 'customer' && caller.basketId === basketId
  )
}

/** Whoever comes back from a bank has probably been there. */
function lookSoon({ db }: Services, { id }: OrderRecord): Promise<void> {
  return db.read.queue.enqueue('resume-payment', { orderId: id, giveUp: null }, `resume/${id}`)
}
