import { makeSandbox } from '../gateway-conformance/sandbox.ts'
import { randomPayments } from '../random-payments/random-payments.ts'

randomPayments('sandbox', makeSandbox, 8_500)
