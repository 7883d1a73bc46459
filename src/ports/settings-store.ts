export interface SettingsStore {
  readonly get: (key: string) => Promise<unknown>
  readonly put: (key: string, value: unknown) => Promise<void>
  /** Keeps `value` unless there is one already; answers the one that is there then. */
  readonly putIfMissing: (key: string, value: unknown) => Promise<unknown>
  /** Replaces these members of an object and leaves the others; null takes a member away. */
  readonly merge: (key: string, changes: Readonly<Record<string, unknown>>) => Promise<void>
}
