import { afterEach, describe, expect, test } from 'vitest'
import { withTimeLimit } from '../../src/payments/time-limit.ts'
import { GatewayUnavailable, type PaymentGateway } from '../../src/ports/payment-gateway.ts'
import { authorise, captured, methodOf, newKey, requestOf } from './asked.ts'
import type { FaultyCall, GatewayUnderTest } from './gateway-under-test.ts'

/** How often an answer is lost: more often than an adapter may ask again by itself. */
const often = 10

/** Shorter than the delay by so much that the answer comes too late on any machine. */
const limitMs = 20
const delayMs = 1_000

/** What is asked when the answer is lost, and how the books tell that it was carried out. */
interface Story {
  readonly call: FaultyCall
  readonly begin: (under: GatewayUnderTest) => Promise<{
    readonly ask: (gateway: PaymentGateway) => Promise<unknown>
    readonly expectDone: () => Promise<void>
  }>
}

const stories: readonly Story[] = [
  {
    call: 'authorise',
    begin: async (under) => {
      const request = requestOf({ kind: 'token', token: await under.token('pays') })
      return {
        ask: (gateway) => gateway.authorise(request),
        expectDone: async () => {
          const found = { state: 'authorised', amount: 999 }
          await expect.poll(() => under.gateway.lookup(request.key)).toMatchObject(found)
        },
      }
    },
  },
  {
    call: 'capture',
    begin: async (under) => {
      const { key, payment } = await authorise(under, 'pays')
      const { reference } = payment
      return {
        ask: (gateway) => gateway.capture({ key, reference, amount: 999 }),
        expectDone: async () => {
          const found = { state: 'captured', reference }
          await expect.poll(() => under.gateway.lookup(key)).toMatchObject(found)
          const books = { state: 'captured', captured: 999, refunded: 0 }
          expect(await under.booksOf(key)).toEqual(books)
        },
      }
    },
  },
  {
    call: 'void',
    begin: async (under) => {
      const { key, payment } = await authorise(under, 'pays')
      return {
        ask: (gateway) => gateway.void({ key, reference: payment.reference }),
        expectDone: async () => {
          await expect.poll(() => under.gateway.lookup(key)).toMatchObject({ state: 'voided' })
          expect(await under.booksOf(key)).toEqual({ state: 'voided', captured: 0, refunded: 0 })
        },
      }
    },
  },
  {
    call: 'refund',
    begin: async (under) => {
      const { key, reference } = await captured(under)
      const refundKey = `refund-${newKey()}`
      return {
        ask: (gateway) => gateway.refund({ key: refundKey, reference, amount: 300 }),
        expectDone: async () => {
          await expect.poll(() => under.gateway.lookupRefund(refundKey)).toMatchObject({ state: 'refunded' })
          expect(await under.booksOf(key)).toMatchObject({ captured: 999, refunded: 300 })
        },
      }
    },
  },
  {
    call: 'deleteMethod',
    begin: async (under) => {
      const method = methodOf((await authorise(under, 'pays')).payment)
      const chargeLater = () =>
        under.gateway.authorise(requestOf({ kind: 'saved', reference: method }, { offSession: true }))
      return {
        ask: (gateway) => gateway.deleteMethod(method),
        expectDone: async () => {
          await expect.poll(async () => (await chargeLater()).state).toBe('declined')
        },
      }
    },
  },
]

export function describeLostAnswers(under: () => GatewayUnderTest): void {
  afterEach(() => under().faults.none())

  describe('an answer that never comes', () => {
    test.each(stories)('to $call leaves the outcome unknown, until it is looked up', async (story) => {
      const { ask, expectDone } = await story.begin(under())
      await under().faults.loseAnswers(story.call, often)
      await expect(ask(under().gateway)).rejects.toThrow(GatewayUnavailable)
      await under().faults.none()
      await expectDone()
      await ask(under().gateway)
      await expectDone()
    })

    test.each(stories)('in time, to $call, is one that never comes', async (story) => {
      const { ask, expectDone } = await story.begin(under())
      await under().faults.delay(story.call, delayMs)
      await expect(ask(withTimeLimit(under().gateway, limitMs))).rejects.toThrow(GatewayUnavailable)
      await under().faults.none()
      await expectDone()
      await ask(under().gateway)
      await expectDone()
    })

    test('to a look-up says nothing about the payment: it is asked again', async () => {
      const { key, reference, taken } = await captured(under())
      const refundKey = `refund-${newKey()}`
      const refunded = await under().gateway.refund({ key: refundKey, reference, amount: 300 })
      await under().faults.loseAnswers('lookup', often)
      await expect(under().gateway.lookup(key)).rejects.toThrow(GatewayUnavailable)
      await expect(under().gateway.lookupRefund(refundKey)).rejects.toThrow(GatewayUnavailable)
      await under().faults.none()
      expect(await under().gateway.lookup(key)).toEqual(taken)
      expect(await under().gateway.lookupRefund(refundKey)).toEqual(refunded)
    })
  })
}
