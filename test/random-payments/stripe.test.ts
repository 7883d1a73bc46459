import { makeStripe } from '../gateway-conformance/stripe.ts'
import { randomPayments } from './random-payments.ts'

randomPayments('stripe', makeStripe, 100)
