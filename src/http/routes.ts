import type { Services } from '../ports/services.ts'
import { advanceClockRoute } from './routes/advance-clock/route.ts'
import { answerSandboxChallengeRoute } from './routes/answer-sandbox-challenge/route.ts'
import { createClientRoute } from './routes/create-client/route.ts'
import { createPromoCodeRoute } from './routes/create-promo-code/route.ts'
import { deleteClientRoute } from './routes/delete-client/route.ts'
import { deletePromoCodeRoute } from './routes/delete-promo-code/route.ts'
import { docsRoute } from './routes/docs/route.ts'
import { exchangeLinkRoute } from './routes/exchange-link/route.ts'
import { getAssetsRoute } from './routes/get-assets/route.ts'
import { getBasketRoute } from './routes/get-basket/route.ts'
import { getCheckoutPageRoute } from './routes/get-checkout-page/route.ts'
import { getClockRoute } from './routes/get-clock/route.ts'
import { getDocumentRoute } from './routes/get-document/route.ts'
import { getGiftPageRoute } from './routes/get-gift-page/route.ts'
import { getHealthRoute } from './routes/get-health/route.ts'
import { getJwksRoute } from './routes/get-jwks/route.ts'
import { getOauthMetadataRoute } from './routes/get-oauth-metadata/route.ts'
import { getObjectRoute } from './routes/get-object/route.ts'
import { getOpenApiRoute } from './routes/get-openapi/route.ts'
import { getPayDocumentRoute } from './routes/get-pay-document/route.ts'
import { getPayPageRoute } from './routes/get-pay-page/route.ts'
import { getReadyRoute } from './routes/get-ready/route.ts'
import { getReceiptRoute } from './routes/get-receipt/route.ts'
import { getReceiptDocumentRoute } from './routes/get-receipt-document/route.ts'
import { getSandboxChallengeRoute } from './routes/get-sandbox-challenge/route.ts'
import { getSandboxElementRoute } from './routes/get-sandbox-element/route.ts'
import { getSandboxGatewayRoute } from './routes/get-sandbox-gateway/route.ts'
import { getSettingsRoute } from './routes/get-settings/route.ts'
import { getTaxRatesRoute } from './routes/get-tax-rates/route.ts'
import { getWelcomeRoute } from './routes/get-welcome/route.ts'
import { importPaymentsRoute } from './routes/import-payments/route.ts'
import { initiateCheckoutRoute } from './routes/initiate-checkout/route.ts'
import { issueTokenRoute } from './routes/issue-token/route.ts'
import { listClientsRoute } from './routes/list-clients/route.ts'
import { listMailsRoute } from './routes/list-mails/route.ts'
import { listObjectsRoute } from './routes/list-objects/route.ts'
import { listOffersRoute } from './routes/list-offers/route.ts'
import { listReconciliationsRoute } from './routes/list-reconciliations/route.ts'
import { listRelatedObjectsRoute } from './routes/list-related-objects/route.ts'
import { makePayLinkRoute } from './routes/make-pay-link/route.ts'
import { openGiftRoute } from './routes/open-gift/route.ts'
import { payByLinkRoute } from './routes/pay-by-link/route.ts'
import { previewOrderRoute } from './routes/preview-order/route.ts'
import { publishCatalogItemsRoute } from './routes/publish-catalog-items/route.ts'
import { putCatalogItemRoute } from './routes/put-catalog-item/route.ts'
import { putSandboxDisputesRoute } from './routes/put-sandbox-disputes/route.ts'
import { putSandboxGatewayRoute } from './routes/put-sandbox-gateway/route.ts'
import { putSettingsRoute } from './routes/put-settings/route.ts'
import { putTaxRatesRoute } from './routes/put-tax-rates/route.ts'
import { recoverCheckoutRoute } from './routes/recover-checkout/route.ts'
import { renewCheckoutRoute } from './routes/renew-checkout/route.ts'
import { resumeByLinkRoute } from './routes/resume-by-link/route.ts'
import { resumeCheckoutRoute } from './routes/resume-checkout/route.ts'
import { returnFromBankRoute } from './routes/return-from-bank/route.ts'
import { rotateClientRoute } from './routes/rotate-client/route.ts'
import { settleRefundRoute } from './routes/settle-refund/route.ts'
import { submitCheckoutOrderRoute } from './routes/submit-checkout-order/route.ts'
import { submitOrderRoute } from './routes/submit-order/route.ts'
import { takeNoticeRoute } from './routes/take-notice/route.ts'
import { withdrawCatalogItemsRoute } from './routes/withdraw-catalog-items/route.ts'
import type { HttpServer } from './server.ts'

type Route = (app: HttpServer, services: Services) => void | Promise<void>

/** Every route of this server, one line each. */
const routes: readonly Route[] = [
  getReceiptRoute,
  getReceiptDocumentRoute,
  previewOrderRoute,
  submitCheckoutOrderRoute,
  submitOrderRoute,
  importPaymentsRoute,
  getWelcomeRoute,
  getSandboxElementRoute,
  getSandboxChallengeRoute,
  answerSandboxChallengeRoute,
  getCheckoutPageRoute,
  getAssetsRoute,
  exchangeLinkRoute,
  getGiftPageRoute,
  openGiftRoute,
  getPayPageRoute,
  getPayDocumentRoute,
  payByLinkRoute,
  resumeByLinkRoute,
  makePayLinkRoute,
  getBasketRoute,
  initiateCheckoutRoute,
  recoverCheckoutRoute,
  renewCheckoutRoute,
  resumeCheckoutRoute,
  returnFromBankRoute,
  advanceClockRoute,
  getClockRoute,
  getSandboxGatewayRoute,
  putSandboxGatewayRoute,
  putSandboxDisputesRoute,
  listMailsRoute,
  listReconciliationsRoute,
  withdrawCatalogItemsRoute,
  putCatalogItemRoute,
  publishCatalogItemsRoute,
  listOffersRoute,
  getHealthRoute,
  getReadyRoute,
  getOpenApiRoute,
  docsRoute,
  getObjectRoute,
  getDocumentRoute,
  listObjectsRoute,
  listRelatedObjectsRoute,
  createPromoCodeRoute,
  deletePromoCodeRoute,
  createClientRoute,
  deleteClientRoute,
  getJwksRoute,
  getOauthMetadataRoute,
  getSettingsRoute,
  getTaxRatesRoute,
  putTaxRatesRoute,
  issueTokenRoute,
  listClientsRoute,
  putSettingsRoute,
  rotateClientRoute,
  settleRefundRoute,
  takeNoticeRoute,
]

export async function addRoutes(app: HttpServer, services: Services): Promise<void> {
  for (const route of routes) await route(app, services)
}
