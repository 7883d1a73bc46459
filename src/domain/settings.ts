import type { GiftStacking } from './facts.ts'
import type { PaymentType } from './offer.ts'
import type { TimeZone } from './time.ts'

/** What an operator can set through `PUT /api/admin/settings`; every process sees a change within a second. */
export interface Settings {
  readonly merchantName: string
  /** `https:` address of the logo, or absent. */
  readonly logoUrl: string | undefined
  /** `#rrggbb` */
  readonly accentColor: string
  readonly supportEmail: string | undefined
  /** Who sells and from where, as it stands on documents, line by line. */
  readonly merchantAddress: string | undefined
  readonly merchantVatNumber: string | undefined
  readonly timeZone: TimeZone
  /** Hosts a link's `returnUrl` may point to, such as `shop.example.com`. */
  readonly returnHosts: readonly string[]
  /** Payment types that customers may use, by country; `*` stands for every country that is not named. */
  readonly paymentTypesByCountry: Readonly<Record<string, readonly PaymentType[]>>
  /** Systems that take money elsewhere and are asked to confirm it before an order completes, by the name of their gateway. */
  readonly paymentCallouts: Readonly<Record<string, { readonly url: string }>>
  /** How far an `orderDate` may lie in the past, in days. */
  readonly backDatingDays: number
  /** How long a new link lives, in days, unless its request says otherwise. */
  readonly linkExpiryDays: number
  /** Days from an invoice's date to its due date, for payment type `invoice`. */
  readonly invoiceTermDays: number
  /** What stands before the number of an invoice; documents that have theirs keep it. */
  readonly invoiceNumberPrefix: string
  readonly creditMemoNumberPrefix: string
  /** A gift of a product that its recipient holds already starts after it (`queue`), or at once (`now`). */
  readonly giftStacking: GiftStacking
}

export const defaultSettings: Settings = {
  merchantName: 'Proffer',
  logoUrl: undefined,
  accentColor: '#1f5eff',
  supportEmail: undefined,
  merchantAddress: undefined,
  merchantVatNumber: undefined,
  timeZone: 'UTC',
  returnHosts: [],
  paymentTypesByCountry: { '*': ['card', 'invoice'] },
  paymentCallouts: {},
  backDatingDays: 366,
  linkExpiryDays: 30,
  invoiceTermDays: 30,
  invoiceNumberPrefix: 'INV-',
  creditMemoNumberPrefix: 'CRM-',
  giftStacking: 'queue',
}
