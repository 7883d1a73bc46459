import { describe, expect, test } from 'vitest'
import { NoticeRejected } from '../../src/ports/gateway-notice.ts'
import { authorise, captured, newKey } from './asked.ts'
import type { GatewayUnderTest, NoticeMessage } from './gateway-under-test.ts'

/** The same message to whoever reads it, of which one byte is more. */
function altered({ body, headers }: NoticeMessage): NoticeMessage {
  return { headers, body: Buffer.from(`${body} `) }
}

export function describeNotices(under: () => GatewayUnderTest): void {
  const read = (message: NoticeMessage) => under().gateway.readNotice(message)

  describe('a notice', () => {
    test('of a payment names our key, and is the same one however often it comes', async () => {
      const { key } = await captured(under())
      const message = await under().notices.ofPayment(key)
      const notice = await read(message)
      expect(notice).toMatchObject({ id: expect.stringMatching(/./), about: 'payment', key })
      expect(await read(message)).toEqual(notice)
    })

    test('of a refund names our key of it', async () => {
      const { reference } = await captured(under())
      const key = `refund-${newKey()}`
      await under().gateway.refund({ key, reference, amount: 300 })
      expect(await read(await under().notices.ofRefund(key))).toMatchObject({ about: 'refund', key })
    })

    test('of a dispute says which payment, how much, why and until when', async () => {
      const { key, request, payment } = await authorise(under(), 'is disputed later')
      const { reference } = payment
      await under().gateway.capture({ key, reference, amount: request.amount })
      expect(await read(await under().notices.ofDispute(key))).toMatchObject({
        about: 'dispute',
        dispute: {
          reference: expect.stringMatching(/./),
          paymentReference: reference,
          amount: 999,
          currency: 'GBP',
          reason: expect.stringMatching(/^[a-z_]+$/),
          status: 'open',
          evidenceDueAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        },
      })
    })

    test('that was forged, altered, sent again later, or not signed is rejected', async () => {
      const { key } = await captured(under())
      const good = await under().notices.ofPayment(key)
      const bad = {
        forged: await under().notices.forged(key),
        altered: altered(good),
        old: await under().notices.old(key),
        unsigned: { body: good.body, headers: { 'content-type': 'application/json' } },
        empty: { body: Buffer.from(''), headers: good.headers },
      }
      for (const [how, message] of Object.entries(bad))
        await expect(read(message), how).rejects.toThrow(NoticeRejected)
    })
  })
}
