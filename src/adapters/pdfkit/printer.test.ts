import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create } from 'fontkit'
import { expect, test } from 'vitest'
import type { PrintedDocument } from '../../ports/document-printer.ts'
import { typefaces } from './fonts.ts'
import { pdfPrinter } from './printer.ts'
import { runsOf } from './runs.ts'
import { unpackWoff } from './unpack-woff.ts'

const line = {
  description: 'Business: Monthly',
  notes: ['1 June 2026 to 30 June 2026'],
  quantity: '2',
  unitPrice: '£10.00',
  tax: '20%',
  amount: '£20.00',
}

function aDocument(document: Partial<PrintedDocument> = {}): PrintedDocument {
  return {
    locale: 'en-GB',
    title: 'Invoice INV-000001',
    warning: undefined,
    merchant: { name: 'Engine Ltd', details: ['1 Mill Road', 'Cambridge'] },
    facts: [{ name: 'Number', value: 'INV-000001' }],
    billTo: { heading: 'Billed to', lines: ['Ada Byron'] },
    columns: {
      description: 'Description',
      quantity: 'Quantity',
      unitPrice: 'Unit price',
      tax: 'Tax',
      amount: 'Amount',
    },
    lines: [line],
    totals: [{ name: 'Total', value: '£24.00', strong: true }],
    footer: [],
    ...document,
  }
}

const pagesOf = (pdf: Buffer) => Number(/\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1])

test('a PDF with its title and language', async () => {
  const pdf = await pdfPrinter.print(aDocument())
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.toString('latin1')).toContain('/Lang (en-GB)')
  expect(pagesOf(pdf)).toBe(1)
})

test('as many pages as it needs', async () => {
  const lines = Array.from({ length: 60 }, () => line)
  expect(pagesOf(await pdfPrinter.print(aDocument({ lines })))).toBeGreaterThan(2)
})

test.each([
  ['Zażółć gęślą jaźń, Ελληνικά, Русский, Tiếng Việt, £ € ₹', ['Noto Sans']],
  ['株式会社 山田太郎', ['BIZ UDPGothic']],
  ['山田 Taro', ['BIZ UDPGothic', 'Noto Sans']],
  ['한국어', ['UnifontEX']],
  ['ไทย', ['UnifontEX']],
  ['محمد', ['Noto Sans Arabic']],
  ['नेहा', ['Noto Sans']],
  ['Ada 😀', ['Noto Sans', 'UnifontEX']],
])('%s is set in typefaces that have its letters', (text, names) => {
  expect([...new Set(runsOf(text).map(({ typeface }) => typeface.name))]).toEqual(names)
  expect(
    runsOf(text)
      .map((run) => run.text)
      .join(''),
  ).toBe(text)
})

test('names in any script become letters of an embedded font', async () => {
  const names = ['山田太郎', '김민준', '张伟', 'Дмитрий', 'Αθηνά', 'محمد', 'יעל', 'สมชาย', 'नेहा']
  const plain = await pdfPrinter.print(aDocument())
  const pdf = await pdfPrinter.print(aDocument({ billTo: { heading: 'Billed to', lines: names } }))
  const fontsIn = (file: Buffer) => new Set(file.toString('latin1').match(/\/BaseFont \/[A-Z]+\+[\w-]+/g))
  expect(fontsIn(pdf).size).toBeGreaterThan(fontsIn(plain).size)
})

test('the last typeface has every letter of the scripts that people are named in', () => {
  const last = typefaces.at(-1)
  if (last === undefined) throw new Error('there is no typeface')
  const font = last.font('regular')
  for (const letter of '한국어张伟王芳ไทยעבריתالعربيةहिन्दीქართულიՀայերենአማርኛ')
    expect([letter, font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)]).toEqual([letter, true])
})

test('a WOFF file unpacked is the same font', () => {
  const { resolve } = createRequire(import.meta.url)
  const woff = readFileSync(resolve('@fontsource/unifontex/files/unifontex-latin-400-normal.woff'))
  const [packed, plain] = [create(woff), create(unpackWoff(woff))]
  if (!('numGlyphs' in packed && 'numGlyphs' in plain)) throw new Error('the file holds no font')
  expect([plain.numGlyphs, plain.unitsPerEm]).toEqual([packed.numGlyphs, packed.unitsPerEm])
})
