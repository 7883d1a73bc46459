import type { TestApp } from './app.ts'

/** Everything one order leaves behind, written straight into the tables, so that reading is tested without the engine. */
export interface SeededOrder {
  readonly ownerId: string
  readonly orderId: string
  readonly subscriptionId: string
  readonly ids: Readonly<Record<string, string>>
}

export interface SeedOptions {
  /** Distinguishes the ids and references of this order from others'. */
  readonly n: number
  readonly at?: string
  readonly status?: string
  readonly email?: string
  readonly accountId?: string
}

const hex = (n: number) => n.toString(16).padStart(32, '0')
const reference = (prefix: string, n: number) =>
  prefix +
  n
    .toString(36)
    .toUpperCase()
    .padStart(12 - prefix.length, '0')

export async function seedOrder(app: TestApp, options: SeedOptions): Promise<SeededOrder> {
  const rows = rowsOf(options)
  for (const [table, row] of rows) await insert(app, table, row)
  const idOf = (table: string) => String(rows.find(([name]) => name === table)?.[1].id)
  return {
    ownerId: idOf('owners'),
    orderId: idOf('orders'),
    subscriptionId: idOf('subscriptions'),
    ids: Object.fromEntries(rows.map(([table, row]) => [table, String(row.id)])),
  }
}

export async function insert(app: TestApp, table: string, row: object): Promise<void> {
  const values = Object.entries(row).filter(([, value]) => value !== undefined)
  const columns = values.map(([column]) => column).join(', ')
  await app.pool.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`,
    [JSON.stringify(Object.fromEntries(values))],
  )
}

type Row = Readonly<Record<string, unknown>>

function rowsOf(options: SeedOptions): readonly (readonly [string, Row])[] {
  const { n, at = '2026-11-22T05:00:00.000Z', email = 'ada@example.com' } = options
  const dates = { created_at: at, updated_at: at }
  const owner_id = `id-${hex(n)}`
  const order_id = `order-${hex(n)}`
  const customer_id = `cus-${hex(n)}`
  const subscription_id = `sub-${hex(n)}`
  const offerId = `subscription_offer-${hex(n)}`
  const invoice_id = `invoice-${hex(n)}`
  const payment_method_id = `pm-${hex(n)}`
  const offer = { id: 'a'.repeat(40), version: 'b'.repeat(40), path: '/offers2/Business' }
  const line = {
    subscriptionId: subscription_id,
    subscriptionOfferId: offerId,
    chargeName: 'charge_1',
    label: 'Monthly',
    productName: 'Business',
    quantity: 25,
    unitAmount: 1200,
    amount: 30000,
    tax: 0,
    serviceStartOn: '2026-11-22',
    serviceEndOn: '2026-12-21',
  }
  const charge = {
    name: 'charge_1',
    label: 'Monthly',
    productName: 'Business',
    kind: 'recurring',
    unitAmount: 1200,
    quantity: 25,
    anchorOn: '2026-11-22',
    interval: { count: 1, unit: 'months' },
  }
  return [
    ['owners', { id: owner_id, crm_account_id: options.accountId, created_at: at }],
    [
      'orders',
      {
        ...dates,
        id: order_id,
        order_reference: reference('ORD', n),
        order_type: 'new',
        status: options.status ?? 'complete',
        owner_id,
        actor: 'client',
        client_id: 'client-1',
        checkout_id: `basket-${n}`,
        external_id: `EXT-${n}`,
        source: 'shop',
        initiated_source: 'salesforce',
        request: {
          order: {
            type: 'new',
            country: 'GB',
            paymentType: 'card',
            startAt: '2026-11-22',
            customer: { email },
            items: [
              {
                id: 'item-1',
                recordType: 'offer',
                offer: { id: offer.id, version: offer.version },
                quantity: 25,
              },
            ],
          },
          envelope: { tracking: { campaign: 'win-back', deep: { x: 1 } }, customFields: { size: '51-200' } },
        },
        request_hash: '\\x00',
        instant_at: at,
        changeset: {
          currency: 'GBP',
          changes: [{ kind: 'issue_invoice', invoice: { total: 30000 } }],
        },
        completed_at: at,
      },
    ],
    [
      'customers',
      {
        ...dates,
        id: customer_id,
        reference: reference('CUS', n),
        owner_id,
        order_id,
        details: { firstName: 'Ada', lastName: 'Byron', email, other: { nickname: 'A' } },
      },
    ],
    [
      'addresses',
      {
        ...dates,
        id: `address-${hex(n)}`,
        owner_id,
        customer_id,
        order_id,
        relationship: 'billing',
        address: { address1: '12 Square', city: 'London', country: 'GB' },
      },
    ],
    [
      'payment_methods',
      {
        ...dates,
        id: payment_method_id,
        owner_id,
        customer_id,
        order_id,
        type: 'card',
        gateway: 'sandbox',
        gateway_reference: 'secret-method-reference',
        card: { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2030 },
        is_default: true,
      },
    ],
    [
      'subscriptions',
      {
        ...dates,
        id: subscription_id,
        reference: reference('SUB', n),
        owner_id,
        customer_id,
        order_id,
        order_item_id: 'item-1',
        status: 'active',
        past_due: false,
        name: 'Business',
        quantity: 25,
        currency: 'GBP',
        country: 'GB',
        time_zone: 'Europe/London',
        start_at: at,
        start_on: '2026-11-22',
        term_start_on: '2026-11-22',
        auto_renew: true,
        payment: { type: 'card', paymentMethodId: payment_method_id },
      },
    ],
    [
      'subscription_offers',
      {
        ...dates,
        id: offerId,
        reference: reference('SOF', n),
        owner_id,
        subscription_id,
        order_id,
        subtype: 'base',
        status: 'active',
        name: 'Business',
        offer,
        quantity: 25,
        start_on: '2026-11-22',
        charges: [charge],
      },
    ],
    [
      'schedules',
      {
        ...dates,
        id: `schedule-${hex(n)}`,
        reference: reference('SCH', n),
        owner_id,
        subscription_id,
        order_id,
        status: 'pending',
        due_on: '2026-12-22',
        due_at: '2026-12-22T00:00:00.000Z',
        currency: 'GBP',
        amount: 30000,
        tax: 0,
        lines: [line],
      },
    ],
    [
      'user_entitlements',
      {
        ...dates,
        id: `user_entitlement-${hex(n)}`,
        owner_id,
        subscription_id,
        order_id,
        status: 'active',
        name: '/entitlements/Digital',
        product_path: '/products/Business',
        start_on: '2026-11-22',
      },
    ],
    [
      'invoices',
      {
        ...dates,
        id: invoice_id,
        reference: reference('INV', n),
        owner_id,
        customer_id,
        order_id,
        subscription_ids: [subscription_id],
        status: 'paid',
        issued_at: at,
        issued_on: '2026-11-22',
        due_on: '2026-11-22',
        currency: 'GBP',
        subtotal: 30000,
        tax: 0,
        total: 30000,
        balance: 0,
        payment_type: 'card',
        lines: [{ ...line, id: 'line-1', credited: 2400 }],
        bill_to: { customer: { email } },
        collect_attempts: 0,
      },
    ],
    [
      'payments',
      {
        ...dates,
        id: `payment-${hex(n)}`,
        reference: reference('PAY', n),
        owner_id,
        customer_id,
        order_id,
        invoice_id,
        payment_method_id,
        status: 'captured',
        gateway: 'sandbox',
        gateway_reference: `gw-${n}`,
        currency: 'GBP',
        amount: 30000,
        captured_at: at,
        refunded: 1000,
      },
    ],
    ...givenBack(options, { owner_id, order_id, customer_id, subscription_id, dates, line }),
    [
      'payment_attempts',
      {
        ...dates,
        order_id,
        n: 1,
        state: 'captured',
        amount: 30000,
        currency: 'GBP',
        type: 'card',
        gateway: 'sandbox',
        token: 'tok_secret',
      },
    ],
    [
      'events',
      {
        id: `event-${hex(n)}`,
        type: 'order.completed',
        owner_id,
        subject_id: order_id,
        order_id,
        data: { tracking: { campaign: 'win-back' } },
        created_at: at,
      },
    ],
    [
      'process_events',
      {
        ...dates,
        id: `process_event-${hex(n)}`,
        order_id,
        owner_id,
        status: 'processed',
        steps: [{ step: 'authorise' }],
      },
    ],
  ]
}

/** A pending change, and a credit memo of 24.00 of which 10.00 went back. */
function givenBack(
  { n, at = '2026-11-22T05:00:00.000Z' }: SeedOptions,
  { dates, line, ...ofSubscription }: Row & { readonly dates: Row; readonly line: Row },
): readonly (readonly [string, Row])[] {
  const common = { ...dates, ...ofSubscription }
  const { customer_id: _, ...withoutCustomer } = common
  const credit_memo_id = `credit_memo-${hex(n)}`
  return [
    [
      'pending_changes',
      {
        ...withoutCustomer,
        id: `pending_change-${hex(n)}`,
        kind: 'change_offer',
        status: 'pending',
        effective_on: '2026-12-22',
        effective_at: '2026-12-22T00:00:00.000Z',
        summary: 'Pro takes the place of Business',
        ends: [`subscription_offer-${hex(n)}`],
        starts: [`subscription_offer-${hex(n + 500)}`],
      },
    ],
    [
      'credit_memos',
      {
        ...common,
        id: credit_memo_id,
        reference: reference('CRM', n),
        reason: 'goodwill',
        issued_at: at,
        issued_on: '2026-11-22',
        currency: 'GBP',
        subtotal: 2400,
        tax: 0,
        total: 2400,
        applications: [],
        refunded: 1000,
        remaining: 1400,
        lines: [
          {
            ...line,
            id: 'memo-line-1',
            amount: 2400,
            invoiceId: `invoice-${hex(n)}`,
            invoiceLineId: 'line-1',
          },
        ],
        bill_to: { customer: { lastName: 'Byron' } },
      },
    ],
    [
      'refunds',
      {
        ...common,
        id: `refund-${hex(n)}`,
        reference: reference('RFD', n),
        credit_memo_id,
        payment_id: `payment-${hex(n)}`,
        status: 'pending',
        gateway: 'sandbox',
        currency: 'GBP',
        amount: 1000,
        requested_at: at,
      },
    ],
  ]
}
