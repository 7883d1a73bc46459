import type { IdSource, Noun } from '../domain/id.ts'

/** The one source of what cannot be foretold. */
export interface Random {
  readonly id: (noun: Noun) => string
  readonly uuid: () => string
  /** 256 bits as base64url, 43 characters: a client's secret. */
  readonly secret: () => string
  /** Twelve upper-case base-36 characters. */
  readonly reference: () => string
  /** Ids derived from one seed: the same seed and key, the same id. */
  readonly idsFrom: (seed: string) => IdSource
}
