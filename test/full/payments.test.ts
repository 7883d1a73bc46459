import { anyPayments } from '../gateway-conformance/any-payments.ts'
import { makeSandbox } from '../gateway-conformance/sandbox.ts'

anyPayments('sandbox', makeSandbox, 10_000)
