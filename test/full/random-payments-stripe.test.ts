import { makeStripe } from '../gateway-conformance/stripe.ts'
import { randomPayments } from '../random-payments/random-payments.ts'

randomPayments('stripe', makeStripe, 1_500)
