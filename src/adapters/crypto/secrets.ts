import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { Secrets } from '../../ports/secrets.ts'

const ivBytes = 12
const tagBytes = 16

/** Derives one key per use from `secretKey`, so that no use can be turned into another. */
export function secretsFrom(secretKey: string): Secrets {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secretKey, 'proffer', use, 32))
  const linkKey = keyFor('link-tokens')
  const sealKey = keyFor('sealed-values')
  const signKey = keyFor('signed-values')
  const macOf = (purpose: string, text: string) =>
    createHmac('sha256', signKey).update(`${purpose}|${text}`).digest()
  return {
    deriveToken: (purpose, id, version) =>
      createHmac('sha256', linkKey).update(`${purpose}|${id}|${version}`).digest('base64url'),
    hash: (text) => hash('sha256', text, 'buffer'),
    seal: (text) => seal(sealKey, text),
    open: (sealed) => open(sealKey, sealed),
    sign: (purpose, text) =>
      `${Buffer.from(text).toString('base64url')}.${macOf(purpose, text).toString('base64url')}`,
    verify: (purpose, signed) => {
      const [body = '', mac = ''] = signed.split('.')
      const text = Buffer.from(body, 'base64url').toString()
      const given = Buffer.from(mac, 'base64url')
      const expected = macOf(purpose, text)
      return given.length === expected.length && timingSafeEqual(given, expected) ? text : undefined
    },
  }
}

function seal(key: Buffer, text: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function open(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
    'utf8',
  )
}
