/** An invoice or a credit memo as it is read: every text in its language already. The page and the PDF show the same. */
export interface PrintedDocument {
  /** BCP 47, such as `en-GB`. */
  readonly locale: string
  /** `Invoice INV-000001` */
  readonly title: string
  /** Only in a sandbox: that nothing here is real. */
  readonly warning: string | undefined
  readonly merchant: { readonly name: string; readonly details: readonly string[] }
  /** Number, dates, and what else stands in its head. */
  readonly facts: readonly Row[]
  readonly billTo: { readonly heading: string; readonly lines: readonly string[] }
  readonly columns: {
    readonly description: string
    readonly quantity: string
    readonly unitPrice: string
    /** Absent: no line has a tax. */
    readonly tax: string | undefined
    readonly amount: string
  }
  readonly lines: readonly PrintedLine[]
  readonly totals: readonly TotalRow[]
  readonly footer: readonly string[]
}

export interface Row {
  readonly name: string
  readonly value: string
}

export interface TotalRow extends Row {
  readonly strong: boolean
}

export interface PrintedLine {
  readonly description: string
  /** What the service is for, what discounts took off. */
  readonly notes: readonly string[]
  readonly quantity: string
  readonly unitPrice: string
  readonly tax: string
  readonly amount: string
}

/** Makes files that can be kept and printed. */
export interface DocumentPrinter {
  /** A PDF. */
  readonly print: (document: PrintedDocument) => Promise<Buffer>
}
