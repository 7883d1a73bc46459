export interface SettingsStore {
  readonly get: (key: string) => Promise<unknown>
  readonly put: (key: string, value: unknown) => Promise<void>
  /** Replaces these members of an object and leaves the others; null takes a member away. */
  readonly merge: (key: string, changes: Readonly<Record<string, unknown>>) => Promise<void>
}
