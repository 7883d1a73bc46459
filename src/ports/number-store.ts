/** What gets numbers, each kind a row of its own. */
export type NumberedKind = 'invoices' | 'credit_memos'

export interface NumberStore {
  /**
   * Numbers documents of a kind that have none yet, at most `limit`, in the order they were issued: each the next one, until the
   * transaction ends nobody else can. Answers how many; none also while another transaction does it.
   */
  readonly assign: (kind: NumberedKind, how: { prefix: string; limit: number }) => Promise<number>
}
