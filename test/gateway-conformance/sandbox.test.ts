import { anyPayments } from './any-payments.ts'
import { gatewayConformance } from './conformance.ts'
import { makeSandbox } from './sandbox.ts'

gatewayConformance('sandbox', makeSandbox)
anyPayments('sandbox', makeSandbox, 500)
