/** What a signed text is for; one that was signed for something else is none of ours. */
export type SignedPurpose = 'preview' | 'cursor' | 'receipt' | 'pay'

/** Everything that is derived from `SECRET_KEY`. */
export interface Secrets {
  /** A link, recovery, gift or claim token, or what the sandbox's notices and our callouts are signed with: HMAC-SHA256 over purpose, id and version, 43 base64url characters. Derived again whenever it is needed, never stored. */
  readonly deriveToken: (
    purpose: 'link' | 'recovery' | 'gift' | 'claim' | 'notices' | 'callout',
    id: string,
    version: number,
  ) => string
  /** SHA-256, for looking up what must not be stored in clear. */
  readonly hash: (text: string) => Buffer
  /** AES-256-GCM; `open` throws when the text was changed or another key sealed it. */
  readonly seal: (text: string) => Buffer
  readonly open: (sealed: Buffer) => string
  /** A text with its HMAC, safe to hand to a caller and to take back; `verify` answers `undefined` when it was not ours. */
  readonly sign: (purpose: SignedPurpose, text: string) => string
  readonly verify: (purpose: SignedPurpose, signed: string) => string | undefined
}
