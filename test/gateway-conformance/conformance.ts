import { afterAll, beforeAll, describe } from 'vitest'
import { describeCurrencies } from './currencies.ts'
import type { GatewayUnderTest, MakeGateway } from './gateway-under-test.ts'
import { describeLostAnswers } from './lost-answers.ts'
import { describeMethods } from './methods.ts'
import { describeMovements } from './movements.ts'
import { describeNotices } from './notices.ts'
import { describeChallenges, describeDeclines, describePayments } from './payments.ts'
import { describeRefunds } from './refunds.ts'

/** Holds an adapter to everything that the port promises. */
export function gatewayConformance(name: string, make: MakeGateway): void {
  describe(`the gateway ${name}`, () => {
    const under = useGateway(make)
    describePayments(under)
    describeDeclines(under)
    describeChallenges(under)
    describeMethods(under)
    describeRefunds(under)
    describeLostAnswers(under)
    describeNotices(under)
    describeMovements(under)
    describeCurrencies(under)
  })
}

/** One gateway for the tests of this block. */
export function useGateway(make: MakeGateway): () => GatewayUnderTest {
  let made: GatewayUnderTest | undefined
  beforeAll(async () => {
    made = await make()
  })
  afterAll(() => made?.close())
  return () => {
    if (made === undefined) throw new Error('the gateway is used before it is made')
    return made
  }
}
