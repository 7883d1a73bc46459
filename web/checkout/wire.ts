import type { BasketAnswer } from '../../src/contract/checkout.ts'

/** The answers this page reads, as far as it reads them. */

export type Basket = BasketAnswer
export type BasketItem = Basket['orderItems'][number]
export type Merchant = Basket['merchant']

export interface PreviewItem {
  readonly chargeName: string
  readonly chargeDescription: string
  readonly productName: string
  readonly chargeNumber: string
  readonly amountWithoutTax: string | number
  /** What discounts took off. */
  readonly discount?: string
  readonly additionalInfo: { readonly quantity: number }
}

export interface Tax {
  readonly name: string
  readonly rate: string
  readonly taxAmount: string
}

export interface ScheduleEntry {
  readonly date: string
  readonly amount: string
  readonly currency: string
}

export interface Preview {
  readonly preview: {
    readonly paidAmount: string
    readonly previewResult: {
      readonly invoices: readonly {
        readonly amount: string | number
        readonly taxes: readonly Tax[]
        readonly invoiceItems: readonly PreviewItem[]
      }[]
    }
  }
  readonly schedule: readonly ScheduleEntry[]
  readonly effectiveDate: string
  readonly nextSchedule: ScheduleEntry | null
  readonly messages: readonly {
    readonly level: string
    readonly code: string
    readonly about?: string
  }[]
  readonly preview_id: string
}

export interface OrderAnswer {
  readonly id: string
  readonly status: string
  readonly nextAction?: { readonly type: string; readonly url: string }
}

export interface Problem {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly decline_code?: string
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[]
  readonly requestId?: string
}
