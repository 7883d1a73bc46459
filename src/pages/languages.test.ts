import { expect, test } from 'vitest'
import { de as deBank } from './challenge-texts/de.ts'
import { en as enBank } from './challenge-texts/en.ts'
import { es as esBank } from './challenge-texts/es.ts'
import { fr as frBank } from './challenge-texts/fr.ts'
import { ja as jaBank } from './challenge-texts/ja.ts'
import { de as deGifts } from './gift-texts/de.ts'
import { en as enGifts } from './gift-texts/en.ts'
import { es as esGifts } from './gift-texts/es.ts'
import { fr as frGifts } from './gift-texts/fr.ts'
import { ja as jaGifts } from './gift-texts/ja.ts'
import { fill, pickLanguage } from './languages.ts'
import { de as dePay } from './pay-texts/de.ts'
import { en as enPay } from './pay-texts/en.ts'
import { es as esPay } from './pay-texts/es.ts'
import { fr as frPay } from './pay-texts/fr.ts'
import { ja as jaPay } from './pay-texts/ja.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { es } from './texts/es.ts'
import { fr } from './texts/fr.ts'
import { ja } from './texts/ja.ts'

test.each([
  [{ locale: 'de-AT', acceptLanguage: 'fr' }, 'de-AT'],
  [{ acceptLanguage: 'nl, fr;q=0.8, ja;q=0.9' }, 'ja'],
  [{ acceptLanguage: 'en', country: 'GB' }, 'en-GB'],
  [{ locale: 'xx', acceptLanguage: 'es-MX' }, 'es-MX'],
  [{ locale: 'not a locale', acceptLanguage: '*;q=,;;' }, 'en'],
  [{}, 'en'],
])('%o is answered in %s', (wishes, locale) => {
  expect(pickLanguage(wishes).locale).toBe(locale)
})

const giftTexts = { en: enGifts, de: deGifts, fr: frGifts, es: esGifts, ja: jaGifts }

const placesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

test.each(Object.entries({ de, fr, es, ja }))(
  '%s has a place for every value that English names',
  (_, texts) => {
    const differing = Object.entries(en).filter(([key, text]) => {
      const translated = Object.entries(texts).find(([other]) => other === key)?.[1] ?? ''
      return String([...new Set(placesIn(text))]) !== String([...new Set(placesIn(translated))])
    })
    expect(differing).toEqual([])
  },
)

test.each(Object.entries(giftTexts))('what %s says of gifts has a place for every value too', (_, texts) => {
  for (const [key, text] of Object.entries(giftTexts.en)) {
    const translated = Object.entries(texts).find(([other]) => other === key)?.[1] ?? ''
    expect([key, ...new Set(placesIn(translated))]).toEqual([key, ...new Set(placesIn(text))])
  }
})

const bankTexts = { en: enBank, de: deBank, fr: frBank, es: esBank, ja: jaBank }

test.each(Object.entries(bankTexts))('what the bank of %s says has a place for every value', (_, texts) => {
  for (const [key, text] of Object.entries(enBank)) {
    const translated = Object.entries(texts).find(([other]) => other === key)?.[1] ?? ''
    expect([key, ...placesIn(translated)]).toEqual([key, ...placesIn(text)])
  }
})

const payTexts = { de: dePay, fr: frPay, es: esPay, ja: jaPay }

test.each(Object.entries(payTexts))('what %s says of paying has a place for every value too', (_, texts) => {
  const translated = new Map<string, string>(Object.entries(texts))
  for (const [key, text] of Object.entries(enPay))
    expect([key, ...placesIn(translated.get(key) ?? '')]).toEqual([key, ...placesIn(text)])
})

test('a value without a text keeps its place', () => {
  expect(fill('{name} and {other}', { name: 'Ada' })).toBe('Ada and {other}')
})
