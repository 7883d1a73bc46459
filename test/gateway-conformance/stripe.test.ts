import { anyPayments } from './any-payments.ts'
import { gatewayConformance } from './conformance.ts'
import { makeStripe } from './stripe.ts'

gatewayConformance('stripe', makeStripe)
anyPayments('stripe', makeStripe, 500)
