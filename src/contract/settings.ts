import { z } from 'zod'
import { described, email } from './parts.ts'

const paymentType = z.enum(['card', 'invoice', 'zuora_card', 'external', 'paypal', 'direct_debit'])

const logoUrl = z
  .url({ protocol: /^https$/, error: 'must be an https: address' })
  .max(2000)
  .nullable()

const host = z
  .string()
  .max(253)
  .regex(
    /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/,
    'must be a lower-case host name, such as shop.example.com',
  )

const countryOrAll = z
  .string()
  .regex(/^([A-Z]{2}|\*)$/, 'must be an upper-case ISO 3166-1 alpha-2 code, or * for all others')

/** Without a digit at the end, so that no two numbers read the same. */
const numberPrefix = z
  .string()
  .regex(
    /^[A-Za-z0-9._/-]{0,19}[A-Za-z._/-]$/,
    'must be up to 20 letters, digits or . _ / - and end in no digit, such as INV-',
  )

const days = (least: number, most: number) => z.int('must be a whole number of days').min(least).max(most)

const callouts = z
  .record(
    z.string().trim().min(1).max(200),
    z.strictObject({
      url: described(
        z.url({ protocol: /^https?$/, error: 'must be an https: address' }).max(2000),
        'Where it is asked: `https:`, or in a sandbox also `http:` on this machine. Nothing is redirected.',
        'https://pay.example.com/confirm',
      ),
      secret: described(
        z.string().max(100),
        'What our questions are signed with. Taken on input and not used: it is ours.',
        '5vF0c2bqA1dZ0m3t8yXh6Kp9wR4sLx7uEjNnGgTtQqE',
      ).optional(),
    }),
  )
  .refine((systems) => Object.keys(systems).length <= 50, 'must name at most 50 systems')

/** Every setting, as `GET` and `PUT /api/admin/settings` answer them. */
export const settings = z
  .strictObject({
    merchantName: described(z.string().trim().min(1).max(100), 'Who sells, as buyers read it.', 'Engine Ltd'),
    logoUrl: described(
      logoUrl,
      'Address of the logo, `https:`; null for none.',
      'https://example.com/logo.svg',
    ),
    accentColor: described(
      z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1f5eff'),
      'Colour of buttons on the checkout page.',
      '#1f5eff',
    ),
    supportEmail: described(
      email.nullable(),
      'Where buyers ask for help; null for nowhere.',
      'help@example.com',
    ),
    merchantAddress: described(
      z.string().trim().min(1).max(500).nullable(),
      'Address of who sells, line by line, as it stands on invoices and credit memos; null for none.',
      'Engine Ltd\n1 Mill Road\nCambridge CB1 2AD',
    ),
    merchantVatNumber: described(
      z.string().trim().min(1).max(40).nullable(),
      'VAT number of who sells, as it stands there; null for none.',
      'GB123456789',
    ),
    timeZone: described(
      z.string().min(1).max(60),
      'IANA time zone of days that no customer decides.',
      'Europe/London',
    ),
    returnHosts: described(z.array(host).max(50), 'Hosts that the `returnUrl` of a link may point to.', [
      'shop.example.com',
    ]),
    paymentTypesByCountry: described(
      z.record(countryOrAll, z.array(paymentType).max(paymentType.options.length)),
      'What customers may pay with, by country; `*` stands for every country that is not named.',
      { '*': ['card', 'invoice'] },
    ),
    paymentCallouts: described(
      callouts,
      'Systems that are asked to confirm a `zuora` or `external` payment of a new order before it completes, by the name of their gateway or provider.',
      { 'Stripe UK': { url: 'https://pay.example.com/confirm' } },
    ),
    backDatingDays: described(days(0, 366), 'How far an `orderDate` may lie in the past.', 366),
    linkExpiryDays: described(days(1, 365), 'How long a link lives unless its request says otherwise.', 30),
    invoiceNumberPrefix: described(
      numberPrefix,
      'What stands before the numbers of invoices to come. Numbers that were given stay as they are, and go on counting.',
      'INV-',
    ),
    creditMemoNumberPrefix: described(numberPrefix, 'The same for credit memos.', 'CRM-'),
    invoiceTermDays: described(days(0, 365), 'Days from an invoice to its due date.', 30),
    giftStacking: described(
      z.enum(['queue', 'now']),
      'When a claimed gift starts for somebody who holds the product already: after that subscription (`queue`), or at once (`now`).',
      'queue',
    ),
  })
  .meta({ description: 'The settings of this server.' })

/** What `PUT /api/admin/settings` takes: what is left out stays as it is. */
export const settingsChanges = settings
  .partial()
  .meta({ description: 'The settings to replace; what is left out stays as it is.' })
