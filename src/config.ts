import { resolve } from 'node:path'
import { Readers } from './config-readers.ts'

/** What the environment asks for, parsed once. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string | undefined
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined
  /** Absolute. */
  readonly dataDir: string
  /** Absent: the one kept in `dataDir`, made when it is not there. */
  readonly secretKey: string | undefined
  readonly bootstrapClient: { readonly id: string; readonly secret: string } | undefined
  readonly sandbox: boolean
  /** Milliseconds since 1970 at which a new sandbox's business clock begins. */
  readonly sandboxTime: number | undefined
  readonly logLevel: LogLevel
  readonly worker: 'inline' | 'off'
  readonly rateLimit: 'on' | 'off'
  /** What Fastify is told of proxies: whether to trust them, or which. */
  readonly trustProxy: boolean | string
  readonly metricsToken: string | undefined
  /** Absent: cards do not go through Stripe. */
  readonly stripe: StripeConfig | undefined
}

export interface StripeConfig {
  readonly secretKey: string
  readonly publishableKey: string
  readonly webhookSecret: string
  /** Absent: Stripe's own. */
  readonly apiUrl: string | undefined
  /** Absent: Stripe's own. */
  readonly scriptUrl: string | undefined
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export type Environment = Readonly<Record<string, string | undefined>>

/** One line per mistake, each naming its variable; without mistakes the configuration. */
export type ConfigResult =
  | { readonly config: Config }
  | { readonly config?: never; readonly mistakes: readonly string[] }

const leastKeyLength = 16
const leastSecretLength = 8

/** Reads every variable of `docs/operating/configure.md`. An empty variable counts as absent. */
export function parseConfig(environment: Environment): ConfigResult {
  const read = new Readers(environment)
  const databaseUrl = read.url('DATABASE_URL', ['postgres:', 'postgresql:'])
  const sandboxAsked = read.choice('SANDBOX', ['true', 'false'])
  const sandbox = sandboxAsked === undefined ? databaseUrl === undefined : sandboxAsked === 'true'
  const config: Config = {
    port: read.integer('PORT', 0, 65_535) ?? 3000,
    host: read.text('HOST') ?? '127.0.0.1',
    publicUrl: read.origin('PUBLIC_URL'),
    databaseUrl,
    dataDir: resolve(read.text('DATA_DIR') ?? '.data'),
    secretKey: read.secret('SECRET_KEY', leastKeyLength),
    bootstrapClient: readBootstrapClient(read),
    sandbox,
    sandboxTime: read.instant('SANDBOX_TIME'),
    logLevel: read.choice('LOG_LEVEL', logLevels) ?? 'info',
    worker: read.choice('WORKER', ['inline', 'off']) ?? 'inline',
    rateLimit: read.choice('RATE_LIMIT', ['on', 'off']) ?? 'on',
    trustProxy: readTrustProxy(read),
    metricsToken: read.secret('METRICS_TOKEN', leastSecretLength),
    stripe: readStripe(read, sandbox),
  }
  checkTogether(config, sandboxAsked !== undefined, read)
  return read.mistakes.length > 0 ? { mistakes: read.mistakes } : { config }
}

/** What is right alone and wrong together. */
function checkTogether(config: Config, sandboxAsked: boolean, read: Readers): void {
  if (config.sandbox && !sandboxAsked && !isLoopback(config.host)) {
    read.mistake(
      'HOST',
      `${config.host} can be reached from other machines, and this is a sandbox only because nothing else was said. Set SANDBOX=true to open a sandbox to them, or SANDBOX=false.`,
    )
  }
  if (config.databaseUrl !== undefined && !config.sandbox && !read.has('SECRET_KEY')) {
    read.mistake('SECRET_KEY', 'is required with DATABASE_URL; make one with: openssl rand -hex 32')
  }
  if (!config.sandbox && read.has('SANDBOX_TIME')) {
    read.mistake('SANDBOX_TIME', 'only a sandbox has a movable clock; leave it out, or set SANDBOX=true')
  }
  if (!config.sandbox && config.rateLimit === 'off') {
    read.mistake('RATE_LIMIT', 'can be off in a sandbox only')
  }
}

function readBootstrapClient(read: Readers): Config['bootstrapClient'] {
  const id = read.matching('BOOTSTRAP_CLIENT_ID', /^[\w.~-]{1,64}$/, '1 to 64 letters, digits or . _ ~ -')
  const secret = read.secret('BOOTSTRAP_CLIENT_SECRET', leastSecretLength)
  if (read.has('BOOTSTRAP_CLIENT_ID') !== read.has('BOOTSTRAP_CLIENT_SECRET')) {
    const missing = read.has('BOOTSTRAP_CLIENT_ID') ? 'BOOTSTRAP_CLIENT_SECRET' : 'BOOTSTRAP_CLIENT_ID'
    read.mistake(missing, 'BOOTSTRAP_CLIENT_ID and BOOTSTRAP_CLIENT_SECRET go together; set both or neither')
  }
  return id === undefined || secret === undefined ? undefined : { id, secret }
}

const stripeNames = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'] as const

/** All three or none; test keys where no money may move, live keys where it does. */
function readStripe(read: Readers, sandbox: boolean): StripeConfig | undefined {
  const mode = sandbox ? 'test' : 'live'
  const why = sandbox ? 'a sandbox moves no money' : 'this is no sandbox; set SANDBOX=true to try Stripe out'
  const key = (name: string, kinds: string, example: string) =>
    read.secretLike(
      name,
      new RegExp(`^(${kinds})_${mode}_\\w+$`),
      `a ${mode} key (${example}_${mode}_…): ${why}`,
    )
  const secretKey = key('STRIPE_SECRET_KEY', 'sk|rk', 'sk')
  const publishableKey = key('STRIPE_PUBLISHABLE_KEY', 'pk', 'pk')
  const webhookSecret = read.secretLike(
    'STRIPE_WEBHOOK_SECRET',
    /^whsec_\S+$/,
    "a webhook's signing secret (whsec_…)",
  )
  const apiUrl = read.origin('STRIPE_API_URL')
  const scriptUrl = read.url('STRIPE_JS_URL', sandbox ? ['http:', 'https:'] : ['https:'])
  if (!sandbox && apiUrl?.startsWith('http:'))
    read.mistake('STRIPE_API_URL', 'must begin with https:// outside a sandbox: live keys are sent there')
  const given = [...stripeNames, 'STRIPE_API_URL', 'STRIPE_JS_URL'].filter((name) => read.has(name))
  for (const name of stripeNames.filter((name) => given.length > 0 && !read.has(name)))
    read.mistake(name, `is missing; with ${given.join(', ')} all of ${stripeNames.join(', ')} are needed`)
  if (secretKey === undefined || publishableKey === undefined || webhookSecret === undefined) return undefined
  return { secretKey, publishableKey, webhookSecret, apiUrl, scriptUrl }
}

/** `true`, `false`, or the addresses of the proxies with commas between. */
function readTrustProxy(read: Readers): boolean | string {
  const value = read.text('TRUST_PROXY')
  if (value === undefined || value === 'false') return false
  if (value === 'true') return true
  const address = '[\\da-fA-F:]+[.:][\\da-fA-F.:/]+'
  const addresses = new RegExp(`^${address}(\\s*,\\s*${address})*$`)
  return read.matching('TRUST_PROXY', addresses, 'true, false, or addresses with commas between') ?? false
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
