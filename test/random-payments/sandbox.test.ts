import { makeSandbox } from '../gateway-conformance/sandbox.ts'
import { randomPayments } from './random-payments.ts'

randomPayments('sandbox', makeSandbox, 400)
