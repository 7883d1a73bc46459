import { GatewayRefused, type PaymentGateway } from '../../ports/payment-gateway.ts'

const refuse = () => Promise.reject(new GatewayRefused('no card gateway is configured'))

/** Stands where no card gateway is configured: it takes no money, and says so. */
export const noGateway: PaymentGateway = {
  name: 'none',
  element: { kind: 'none', url: '' },
  authorise: refuse,
  capture: refuse,
  void: refuse,
  refund: refuse,
  lookupRefund: () => Promise.resolve(undefined),
  lookup: () => Promise.resolve(undefined),
}
