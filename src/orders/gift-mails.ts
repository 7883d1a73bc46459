import { claimAddress, giftCode } from '../access/gift-secrets.ts'
import type { Change } from '../domain/change.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import type { Gift } from '../domain/gift.ts'
import { groupedGiftCode } from '../domain/gift-code.ts'
import { renderGiftMail } from '../pages/gift-mail.ts'
import type { Mail } from '../ports/mailer.ts'
import type { Services } from '../ports/services.ts'

type Needed = Pick<Services, 'secrets' | 'settings' | 'publicUrl'>

/** The mail that hands a gift over to its recipient; none when there is nowhere to send it. The key keeps it from being sent twice. */
export function giftMail(services: Needed, gift: Gift): readonly Mail[] {
  const to = gift.recipient?.email
  if (to === undefined) return []
  const { merchantName, supportEmail } = services.settings()
  const code = groupedGiftCode(giftCode(services.secrets, gift))
  const mail = renderGiftMail(
    {
      what: gift.name,
      length: gift.term?.length,
      giver: gift.giverName,
      recipient: gift.recipient?.firstName,
      message: gift.message,
      code,
      claimLink: services.publicUrl + claimAddress(services.secrets, gift),
      codeAddress: `${services.publicUrl}/gift`,
      merchantName,
      supportEmail,
    },
    gift.locale ?? 'en',
  )
  return [{ key: `gift/${gift.id}/${gift.secretVersion}`, to, ...mail }]
}

/** Those of an order's gifts that are delivered with it. */
export function giftMails(
  services: Needed,
  changes: readonly Change[],
  { gifts }: Pick<CustomerState, 'gifts'>,
): readonly Mail[] {
  const delivered = new Set(
    changes.flatMap((change) => (change.kind === 'deliver_gift' ? [change.giftId] : [])),
  )
  return gifts.filter(({ id }) => delivered.has(id)).flatMap((gift) => giftMail(services, gift))
}
