import { postMail } from '../mail/outbox.ts'
import { giftMail } from '../orders/gift-mails.ts'
import { type DueContext, eventsOf } from './due-context.ts'

const batchSize = 100

/** Sends the gifts whose day has come to their recipients. Answers how many. */
export async function deliverDueGifts(context: DueContext): Promise<number> {
  const { services, at } = context
  return services.db.write(async (stores) => {
    const gifts = await stores.gifts.lockDue(at, batchSize)
    if (gifts.length === 0) return 0
    for (const mail of gifts.flatMap((gift) => giftMail(services, gift))) await postMail(stores, mail, at)
    await stores.gifts.markSent(
      gifts.map(({ id }) => id),
      at,
    )
    await stores.events.append(
      gifts.flatMap(({ id, ownerId, orderId }) =>
        eventsOf(context, [{ kind: 'deliver_gift', giftId: id }], { ownerId, orderId }),
      ),
    )
    return gifts.length
  })
}
