import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import { unpackWoff } from './unpack-woff.ts'

export type Weight = 'regular' | 'bold'

/** One typeface: its fonts, parsed once, when a document first needs them, and the characters it has. */
export interface Typeface {
  readonly name: string
  readonly font: (weight: Weight) => Font
  readonly has: (codePoint: number) => boolean
}

const { resolve } = createRequire(import.meta.url)
const fromPackage = (path: string) => readFileSync(resolve(path))

/**
 * What a text is set in, the first that has the character: Latin, Greek, Cyrillic and their neighbours; Japanese; Arabic, whose
 * letters join; and for every other script one typeface that has them all, plain but complete.
 */
export const typefaces: readonly Typeface[] = [
  typeface('Noto Sans', {
    regular: () => fromPackage('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
    bold: () => fromPackage('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
  }),
  typeface('BIZ UDPGothic', {
    regular: () => fromPackage('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf'),
    bold: () => fromPackage('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
  }),
  typeface('Noto Sans Arabic', {
    regular: () =>
      fromPackage('@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
    bold: () => fromPackage('@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf'),
  }),
  everyScript(),
]

function typeface(name: string, files: Readonly<Record<Weight, () => Buffer>>): Typeface {
  const fonts = { regular: once(() => parsed(files.regular())), bold: once(() => parsed(files.bold())) }
  const characters = once(() => new Set(fonts.regular().characterSet))
  return { name, font: (weight) => fonts[weight](), has: (codePoint) => characters().has(codePoint) }
}

function everyScript(): Typeface {
  const path = '@fontsource/unifontex/files/unifontex-latin-400-normal.woff'
  const font = once(() => parsed(unpackWoff(fromPackage(path))))
  return { name: 'UnifontEX', font, has: () => true }
}

function parsed(file: Buffer): Font {
  const font = create(file)
  if (!('characterSet' in font)) throw new Error('a font file holds no font')
  return font
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
