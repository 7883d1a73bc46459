import type { Settings } from '../domain/settings.ts'
import type { Instant } from '../domain/time.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { DocumentPrinter } from './document-printer.ts'
import type { GatewayFaults } from './gateway-faults.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mailer.ts'
import type { Operations } from './operations.ts'
import type { PaymentGateway } from './payment-gateway.ts'
import type { Random } from './random.ts'
import type { SandboxBank } from './sandbox-bank.ts'
import type { Secrets } from './secrets.ts'
import type { TaxTable } from './tax.ts'

/** Everything the shell needs from outside, as one typed object; functions take the part they use with `Pick`. */
export interface Services {
  readonly db: Database
  readonly clock: Clock
  /** Moves the business clock, for every process; this one sees the new time when the promise is fulfilled. Sandboxes only. */
  readonly moveClock: (to: Instant) => Promise<void>
  readonly random: Random
  readonly secrets: Secrets
  /** As they stand now. */
  readonly settings: () => Settings
  /** Replaces these members, null for none; this process sees them when it resolves, every other within a second. */
  readonly changeSettings: (changes: Readonly<Record<string, unknown>>) => Promise<void>
  readonly tax: TaxTable
  /** The gateway that takes cards. */
  readonly gateway: PaymentGateway
  /** The system of this name that takes money elsewhere: it confirms payments, and does nothing else. */
  readonly callout: (name: string) => PaymentGateway
  /** Makes the sandbox's gateway misbehave; absent outside a sandbox. */
  readonly gatewayFaults: GatewayFaults | undefined
  /** The buyers' bank; absent outside a sandbox. */
  readonly sandboxBank: SandboxBank | undefined
  /** Absent: nobody sends mails yet, and they wait in the outbox. */
  readonly mailer: Mailer | undefined
  readonly printer: DocumentPrinter
  readonly log: Log
  readonly operations: Operations
  /** Is this a sandbox? */
  readonly sandbox: boolean
  /** Names this process on leases. */
  readonly processId: string
  /** Where this server is reached, without a slash at the end. */
  readonly publicUrl: string
}
