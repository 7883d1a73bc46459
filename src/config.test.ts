import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Config, parseConfig } from './config.ts'

const embedded: Config = {
  port: 3000,
  host: '127.0.0.1',
  publicUrl: undefined,
  databaseUrl: undefined,
  dataDir: resolve('.data'),
  secretKey: undefined,
  bootstrapClient: undefined,
  sandbox: true,
  sandboxTime: undefined,
  logLevel: 'info',
  worker: 'inline',
  rateLimit: 'on',
  trustProxy: false,
  metricsToken: undefined,
  stripe: undefined,
}

const key = 'k'.repeat(32)
const own = { DATABASE_URL: 'postgres://u:p@db/proffer', SECRET_KEY: key }
const stripe = {
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
}
const live = { STRIPE_SECRET_KEY: 'rk_live_1', STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }
const stripeKeys = {
  secretKey: 'sk_test_1',
  publishableKey: 'pk_test_1',
  webhookSecret: 'whsec_1',
  apiUrl: undefined,
  scriptUrl: undefined,
}
const client = { BOOTSTRAP_CLIENT_ID: 'crm', BOOTSTRAP_CLIENT_SECRET: 's'.repeat(16) }

describe('what the environment asks for', () => {
  test.each<[string, Record<string, string>, Partial<Config>]>([
    ['nothing: a sandbox on the embedded database', {}, {}],
    ['an empty variable counts as absent', { PORT: '', SECRET_KEY: ' ', SANDBOX: '' }, {}],
    ['port', { PORT: '8080' }, { port: 8080 }],
    ['any free port', { PORT: '0' }, { port: 0 }],
    ['another loopback host', { HOST: '::1' }, { host: '::1' }],
    [
      'a sandbox that was asked for may listen anywhere',
      { HOST: '0.0.0.0', SANDBOX: 'true' },
      { host: '0.0.0.0' },
    ],
    [
      'no sandbox on the embedded database',
      { SANDBOX: 'false', HOST: '0.0.0.0' },
      { sandbox: false, host: '0.0.0.0' },
    ],
    [
      'public address, slash taken off',
      { PUBLIC_URL: 'https://shop.example.com/' },
      { publicUrl: 'https://shop.example.com' },
    ],
    ['data folder', { DATA_DIR: '/srv/proffer' }, { dataDir: '/srv/proffer' }],
    ['own database: no sandbox', own, { sandbox: false, databaseUrl: own.DATABASE_URL, secretKey: key }],
    [
      'a sandbox on an own database needs no key',
      { DATABASE_URL: own.DATABASE_URL, SANDBOX: 'true' },
      { databaseUrl: own.DATABASE_URL },
    ],
    ['first client', client, { bootstrapClient: { id: 'crm', secret: 's'.repeat(16) } }],
    [
      'beginning of the clock',
      { SANDBOX_TIME: '2026-01-31T09:00:00Z' },
      { sandboxTime: Date.UTC(2026, 0, 31, 9) },
    ],
    [
      'beginning of the clock, elsewhere',
      { SANDBOX_TIME: '2026-01-31T09:00+01:00' },
      { sandboxTime: Date.UTC(2026, 0, 31, 8) },
    ],
    ['log level', { LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    ['no worker', { WORKER: 'off' }, { worker: 'off' }],
    ['no rate limit in a sandbox', { RATE_LIMIT: 'off' }, { rateLimit: 'off' }],
    ['trust every proxy', { TRUST_PROXY: 'true' }, { trustProxy: true }],
    ['trust these proxies', { TRUST_PROXY: '10.0.0.0/8, ::1' }, { trustProxy: '10.0.0.0/8, ::1' }],
    ['metrics token', { METRICS_TOKEN: 'm'.repeat(16) }, { metricsToken: 'm'.repeat(16) }],
    ["Stripe's test mode in a sandbox", stripe, { stripe: stripeKeys }],
    [
      'Stripe outside a sandbox, with a restricted key',
      { ...own, ...stripe, ...live },
      {
        sandbox: false,
        databaseUrl: own.DATABASE_URL,
        secretKey: key,
        stripe: { ...stripeKeys, secretKey: 'rk_live_1', publishableKey: 'pk_live_1' },
      },
    ],
    [
      'Stripe elsewhere',
      {
        ...stripe,
        STRIPE_API_URL: 'http://127.0.0.1:12111',
        STRIPE_JS_URL: 'http://127.0.0.1:12111/endive/stripe.js',
      },
      {
        stripe: {
          ...stripeKeys,
          apiUrl: 'http://127.0.0.1:12111',
          scriptUrl: 'http://127.0.0.1:12111/endive/stripe.js',
        },
      },
    ],
  ])('%s', (_, environment, expected) => {
    expect(parseConfig(environment)).toEqual({ config: { ...embedded, ...expected } })
  })
})

describe('a mistake is one line that names its variable', () => {
  test.each<[string, Record<string, string>, readonly RegExp[]]>([
    ['port is no number', { PORT: 'http' }, [/^PORT: must be a whole number from 0 to 65535, not "http"$/]],
    ['port too large', { PORT: '65536' }, [/^PORT: /]],
    ['port with a fraction', { PORT: '30.5' }, [/^PORT: /]],
    ['a sandbox nobody asked for, open to others', { HOST: '0.0.0.0' }, [/^HOST: .*SANDBOX=true/]],
    ['public address with a path', { PUBLIC_URL: 'https://example.com/shop' }, [/^PUBLIC_URL: /]],
    ['public address of another kind', { PUBLIC_URL: 'ftp://example.com' }, [/^PUBLIC_URL: /]],
    ['another kind of database', { ...own, DATABASE_URL: 'mysql://u:p@db/x' }, [/^DATABASE_URL: /]],
    ['own database without a key', { DATABASE_URL: own.DATABASE_URL }, [/^SECRET_KEY: is required/]],
    [
      'short key',
      { SECRET_KEY: 'short' },
      [/^SECRET_KEY: must have at least 16 characters; this one has 5$/],
    ],
    ['client without its secret', { BOOTSTRAP_CLIENT_ID: 'crm' }, [/^BOOTSTRAP_CLIENT_SECRET: /]],
    ['secret without its client', { BOOTSTRAP_CLIENT_SECRET: 's'.repeat(16) }, [/^BOOTSTRAP_CLIENT_ID: /]],
    ['client with a space', { ...client, BOOTSTRAP_CLIENT_ID: 'a b' }, [/^BOOTSTRAP_CLIENT_ID: /]],
    ['sandbox: maybe', { SANDBOX: 'maybe' }, [/^SANDBOX: must be one of true, false, not "maybe"$/]],
    ['a day is no instant', { SANDBOX_TIME: '2026-01-31' }, [/^SANDBOX_TIME: /]],
    ['a clock outside a sandbox', { ...own, SANDBOX_TIME: '2026-01-31T09:00:00Z' }, [/^SANDBOX_TIME: /]],
    ['log level', { LOG_LEVEL: 'loud' }, [/^LOG_LEVEL: /]],
    ['worker', { WORKER: 'on' }, [/^WORKER: /]],
    ['rate', { RATE_LIMIT: 'fast' }, [/^RATE_LIMIT: must be one of on, off, not "fast"$/]],
    [
      'no rate limit outside a sandbox',
      { ...own, RATE_LIMIT: 'off' },
      [/^RATE_LIMIT: can be off in a sandbox only$/],
    ],
    ['proxies', { TRUST_PROXY: 'all of them' }, [/^TRUST_PROXY: /]],
    ['a number of proxies', { TRUST_PROXY: '2' }, [/^TRUST_PROXY: /]],
    ['short metrics token', { METRICS_TOKEN: 'm' }, [/^METRICS_TOKEN: /]],
    [
      'half of Stripe',
      { STRIPE_SECRET_KEY: 'sk_test_1' },
      [/^STRIPE_PUBLISHABLE_KEY: is missing; with STRIPE_SECRET_KEY/, /^STRIPE_WEBHOOK_SECRET: is missing/],
    ],
    [
      'live keys in a sandbox',
      { ...stripe, ...live },
      [/^STRIPE_SECRET_KEY: must be a test key .*moves no money$/, /^STRIPE_PUBLISHABLE_KEY: .*test key/],
    ],
    [
      'test keys outside a sandbox',
      { ...own, ...stripe },
      [/^STRIPE_SECRET_KEY: must be a live key .*SANDBOX=true/, /^STRIPE_PUBLISHABLE_KEY: .*live key/],
    ],
    [
      'live keys in the open',
      { ...own, ...stripe, ...live, STRIPE_API_URL: 'http://proxy', STRIPE_JS_URL: 'http://proxy/s.js' },
      [
        /^STRIPE_JS_URL: must be an address that begins with https:/,
        /^STRIPE_API_URL: must begin with https/,
      ],
    ],
    [
      'keys that were mixed up',
      { ...stripe, STRIPE_SECRET_KEY: 'pk_test_1', STRIPE_WEBHOOK_SECRET: 'sk_test_1' },
      [/^STRIPE_SECRET_KEY: /, /^STRIPE_WEBHOOK_SECRET: .*whsec_/],
    ],
    ['two at once', { PORT: 'x', WORKER: 'y' }, [/^PORT: /, /^WORKER: /]],
  ])('%s', (_, environment, lines) => {
    expect(parseConfig(environment)).toEqual({ mistakes: lines.map((line) => expect.stringMatching(line)) })
  })

  test('never shows a secret', () => {
    const stripeKeys = { STRIPE_SECRET_KEY: 'hunter2', STRIPE_WEBHOOK_SECRET: 'hunter2' }
    const said = JSON.stringify(
      parseConfig({ SECRET_KEY: 'hunter2', DATABASE_URL: 'x:hunter2', ...stripeKeys }),
    )
    expect(said).not.toContain('hunter2')
  })
})
