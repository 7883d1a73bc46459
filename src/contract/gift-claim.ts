import { z } from 'zod'
import { redeemCode } from './gift.ts'
import { basketId, described } from './parts.ts'

/** The wire of the claim page: trading a claim link, or a code, for the gift behind it. */

export const openGiftBody = z
  .strictObject({
    token: described(z.string().min(1).max(500), 'The end of a claim link.', '2Vt0yQ0mJd8cQ3n1').optional(),
    redeemCode: redeemCode.optional(),
  })
  .superRefine((body, context) => {
    if ((body.token === undefined) === (body.redeemCode === undefined))
      context.addIssue({
        code: 'custom',
        path: ['token'],
        message: 'must be there, or redeemCode, and not both',
      })
  })
  .meta({ description: 'The claim link, or the code that was typed.' })

export type OpenGiftBody = z.output<typeof openGiftBody>

const name = (description: string, example: string) => described(z.string().nullable(), description, example)

export const giftAnswer = z
  .object({
    checkoutId: described(
      basketId,
      'What the claim is ordered as; the cookie that comes with this answer is for it.',
      'basket-22e3d318-92e2-4909-b59c-1265623bc3f6',
    ),
    redeemCode,
    what: described(z.string(), 'What is given.', 'A year of Digital'),
    length: described(z.string().nullable(), 'For how long, in words; null: without end.', '12 months'),
    giver: name('Who gives it.', 'Ada Byron'),
    message: name("The buyer's word.", 'Enjoy!'),
    recipient: z
      .object({
        firstName: name('Given name.', 'Rec'),
        lastName: name('Family name.', 'Ipient'),
        email: name('E-mail address.', 'rec@example.com'),
      })
      .meta({ description: 'Who it is for, as the buyer said; they may correct it.' }),
    allowedCountries: described(z.array(z.string()), 'Where it is available; empty: everywhere.', ['GB']),
    hasDelivery: described(
      z.boolean(),
      'Whether something is delivered, so that an address is needed.',
      false,
    ),
    merchant: z
      .object({
        name: described(z.string(), 'Who sells.', 'Northwind News'),
        logoUrl: name('Their logo.', 'https://www.example.com/logo.svg'),
        accentColor: described(z.string(), 'Their colour.', '#1f5eff'),
        supportEmail: name('Where to ask.', 'help@example.com'),
      })
      .meta({ description: 'Who sells.' }),
  })
  .meta({ id: 'Gift', description: 'A gift in the hands of its recipient.' })

export type GiftAnswer = z.output<typeof giftAnswer>
