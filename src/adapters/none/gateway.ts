import { NoticeRejected } from '../../ports/gateway-notice.ts'
import { GatewayRefused, type PaymentGateway } from '../../ports/payment-gateway.ts'

const refuse = () => Promise.reject(new GatewayRefused('no card gateway is configured'))

/** Stands where no card gateway is configured: it takes no money, and says so. */
export const noGateway: PaymentGateway = {
  name: 'none',
  element: { kind: 'none', url: '', origins: { script: [], frame: [], connect: [] } },
  authorise: refuse,
  capture: refuse,
  void: refuse,
  refund: refuse,
  lookupRefund: () => Promise.resolve(undefined),
  lookup: () => Promise.resolve(undefined),
  deleteMethod: () => Promise.resolve(),
  readNotice: () => Promise.reject(new NoticeRejected('no card gateway is configured')),
  movements: async function* () {},
}
