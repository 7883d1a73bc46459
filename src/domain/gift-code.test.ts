import fc from 'fast-check'
import { expect, test } from 'vitest'
import { giftCodeFrom, groupedGiftCode, readGiftCode } from './gift-code.ts'

const tokens = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'))

test('a code is twenty characters that are hard to misread', () => {
  fc.assert(
    fc.property(tokens, (token) => {
      expect(giftCodeFrom(token)).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/)
    }),
  )
})

test('however it is typed, it is the same code', () => {
  fc.assert(
    fc.property(tokens, (token) => {
      const code = giftCodeFrom(token)
      const grouped = groupedGiftCode(code)
      expect(grouped).toMatch(/^(\w{5}-){3}\w{5}$/)
      expect(readGiftCode(grouped)).toBe(code)
      expect(readGiftCode(` ${grouped.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
      expect(readGiftCode(code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(code)
    }),
  )
})

test('one wrong character is always found', () => {
  fc.assert(
    fc.property(
      tokens,
      fc.nat(19),
      fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
      (token, at, other) => {
        const code = giftCodeFrom(token)
        fc.pre(code[at] !== other)
        expect(readGiftCode(code.slice(0, at) + other + code.slice(at + 1))).toBeUndefined()
      },
    ),
  )
})

test.each(['', 'GIFT', '0'.repeat(21), 'U'.repeat(20), '0'.repeat(19), '★'.repeat(20)])(
  '"%s" is no code',
  (typed) => {
    expect(readGiftCode(typed)).toBeUndefined()
  },
)
