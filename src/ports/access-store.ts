import type { Instant } from '../domain/time.ts'

/** A program that calls the API, without its secrets. */
export interface Client {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: Instant
  readonly rotatedAt: Instant | undefined
  /** Until when the secret before the last rotation works as well. */
  readonly previousUntil: Instant | undefined
}

/** A client with the SHA-256 hashes of its secrets. */
export interface ClientWithSecrets extends Client {
  readonly secretHash: Buffer
  readonly previousSecretHash: Buffer | undefined
}

export interface NewClient {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly secretHash: Buffer
  readonly createdAt: Instant
}

/** A key pair that signs tokens. After `signsUntil` it only verifies, after `verifiesUntil` it does nothing. */
export interface SigningKeyRecord {
  readonly kid: string
  readonly publicJwk: Readonly<Record<string, unknown>>
  /** The private JWK, sealed. */
  readonly privateKeySealed: Buffer
  readonly createdAt: Instant
  readonly signsUntil: Instant
  readonly verifiesUntil: Instant
}

/** Which request a caller names with an `Idempotency-Key`. */
export interface IdempotencyName {
  readonly caller: string
  readonly route: string
  readonly key: string
}

export interface IdempotencyRecord {
  readonly requestHash: Buffer
  /** Absent while the request runs. */
  readonly status: number | undefined
  readonly answerSealed: Buffer | undefined
}

/** All times here are the system clock's. */
export interface AccessStore {
  /** False when the id is taken, also by a deleted client. */
  readonly insertClient: (client: NewClient) => Promise<boolean>
  /** A client that was not deleted. */
  readonly findClient: (id: string) => Promise<ClientWithSecrets | undefined>
  /** Newest first; `after` is the last one of the page before. */
  readonly listClients: (page: {
    limit: number
    after: { at: Instant; id: string } | undefined
  }) => Promise<readonly Client[]>
  /** Gives a new secret; the one before it works until `previousUntil`. */
  readonly rotateClient: (change: {
    id: string
    secretHash: Buffer
    previousUntil: Instant
    at: Instant
  }) => Promise<Client | undefined>
  /** False when there was none. */
  readonly deleteClient: (id: string, at: Instant) => Promise<boolean>
  readonly clientsDeletedSince: (at: Instant) => Promise<readonly string[]>

  /** Keys that still verify at this instant, newest first. */
  readonly signingKeysAt: (at: Instant) => Promise<readonly SigningKeyRecord[]>
  /** Holds everyone else who wants to make a key until this transaction ends. */
  readonly lockSigningKeys: () => Promise<void>
  readonly insertSigningKey: (key: SigningKeyRecord) => Promise<void>

  /**
   * Takes the name for this request. True when it was free, older than `forgottenBefore`, or held for the same
   * request by someone whose hold ran out before `at`.
   */
  readonly claimIdempotencyKey: (claim: {
    name: IdempotencyName
    requestHash: Buffer
    at: Instant
    lockedUntil: Instant
    forgottenBefore: Instant
  }) => Promise<boolean>
  readonly findIdempotencyKey: (name: IdempotencyName) => Promise<IdempotencyRecord | undefined>
  /** Keeps the answer, if the hold that ends at `lockedUntil` is still ours. */
  readonly keepAnswer: (answer: {
    name: IdempotencyName
    lockedUntil: Instant
    status: number
    answerSealed: Buffer
  }) => Promise<void>
  /** Frees the name, if the hold that ends at `lockedUntil` is still ours. */
  readonly freeIdempotencyKey: (name: IdempotencyName, lockedUntil: Instant) => Promise<void>
  readonly forgetIdempotencyKeys: (before: Instant) => Promise<void>
}
