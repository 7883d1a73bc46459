import type { AccessStore } from './access-store.ts'
import type { BillingStore } from './billing-store.ts'
import type { CatalogStore } from './catalog-store.ts'
import type { CheckoutStore } from './checkout-store.ts'
import type { ClockRunStore } from './clock-run-store.ts'
import type { CollectionStore } from './collection-store.ts'
import type { CustomerStore } from './customer-store.ts'
import type { DisputeStore } from './dispute-store.ts'
import type { DocumentStore } from './document-store.ts'
import type { EventStore } from './event-store.ts'
import type { GiftStore } from './gift-store.ts'
import type { MailStore } from './mail-store.ts'
import type { MethodStore } from './method-store.ts'
import type { NoticeStore } from './notice-store.ts'
import type { NumberStore } from './number-store.ts'
import type { ObjectStore } from './object-store.ts'
import type { OrderStore } from './order-store.ts'
import type { OwnerStore } from './owner-store.ts'
import type { PayLinkStore } from './pay-link-store.ts'
import type { PaymentImportStore } from './payment-import-store.ts'
import type { PromoCodeStore } from './promo-code-store.ts'
import type { Queue } from './queue.ts'
import type { ReconciliationStore } from './reconciliation-store.ts'
import type { RefundStore } from './refund-store.ts'
import type { SettingsStore } from './settings-store.ts'

/** What can be read and written, one store per subject, all on one connection inside `write`. */
export interface Stores {
  readonly access: AccessStore
  readonly billing: BillingStore
  readonly catalog: CatalogStore
  readonly checkout: CheckoutStore
  readonly clockRuns: ClockRunStore
  readonly collections: CollectionStore
  readonly disputes: DisputeStore
  readonly documents: DocumentStore
  readonly customers: CustomerStore
  readonly events: EventStore
  readonly gifts: GiftStore
  readonly mails: MailStore
  readonly notices: NoticeStore
  readonly methods: MethodStore
  readonly numbers: NumberStore
  readonly objects: ObjectStore
  readonly orders: OrderStore
  readonly owners: OwnerStore
  readonly paymentImports: PaymentImportStore
  readonly payLinks: PayLinkStore
  readonly promoCodes: PromoCodeStore
  readonly queue: Queue
  readonly reconciliations: ReconciliationStore
  readonly refunds: RefundStore
  readonly settings: SettingsStore
}

export interface Database {
  /** Each call a transaction of its own. */
  readonly read: Stores
  /**
   * One transaction. It commits when `work` answers, and rolls back when `work` throws or answers a `Refusal`:
   * a refused request leaves nothing behind.
   */
  readonly write: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>
}
