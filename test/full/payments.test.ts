import { anyPayments } from '../gateway-conformance/any-payments.ts'
import { makeSandbox } from '../gateway-conformance/sandbox.ts'
import { makeStripe } from '../gateway-conformance/stripe.ts'

anyPayments('sandbox', makeSandbox, 2_000)
anyPayments('stripe', makeStripe, 1_000)
