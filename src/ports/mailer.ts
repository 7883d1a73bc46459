export interface Mail {
  /** The same key is sent once. */
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Hands one mail to whoever delivers it. Throws when it could not; the caller tries again. */
export interface Mailer {
  readonly send: (mail: Mail) => Promise<void>
}
