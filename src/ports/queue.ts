/** Durable work, due now. Enqueued in the transaction that makes it necessary; what falls due later is a row with a due date instead. */
export interface Queue {
  /** `key`: a job that waits under the same key is replaced, not doubled. */
  readonly enqueue: (
    task: TaskName,
    payload: Readonly<Record<string, unknown>>,
    key?: string,
  ) => Promise<void>
  /** The same for many at once. */
  readonly enqueueAll: (jobs: readonly Job[]) => Promise<void>
}

export interface Job {
  readonly task: TaskName
  readonly payload: Readonly<Record<string, unknown>>
  readonly key: string
}

export type TaskName =
  | 'process-order'
  | 'resume-payment'
  | 'look-at-refund'
  | 'reconcile'
  | 'send-mails'
  | 'run-due'
