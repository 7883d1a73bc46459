import { expect, test } from 'vitest'
import { contrast, parseColour, themeStylesheet } from './theme.ts'

const colourIn = (css: string, name: string) =>
  parseColour(new RegExp(`--${name}:(#[0-9a-f]{6})`).exec(css)?.[1] ?? '')

const accents = ['#1f5eff', '#ffdd00', '#ffffff', '#000000', '#00c853', '#ff8a80', '#0b1f3a']

test.each(accents)('%s can be read as text and under white text, in the light', (accent) => {
  const [light = ''] = themeStylesheet(accent).split('@media')
  expect(contrast(colourIn(light, 'accent'), parseColour('#f6f7f9'))).toBeGreaterThanOrEqual(4.5)
  expect(contrast(colourIn(light, 'button'), parseColour('#ffffff'))).toBeGreaterThanOrEqual(4.5)
})

test.each(accents)('%s can be read as text and on the button, in the dark', (accent) => {
  const dark = themeStylesheet(accent).split('@media')[1] ?? ''
  expect(contrast(colourIn(dark, 'accent'), parseColour('#1e2126'))).toBeGreaterThanOrEqual(4.5)
  const label = dark.includes('--on-button:#fff}') ? parseColour('#ffffff') : colourIn(dark, 'on-button')
  expect(contrast(colourIn(dark, 'button'), label)).toBeGreaterThanOrEqual(4.5)
})

test('a colour that can be read stays as the merchant chose it', () => {
  expect(themeStylesheet('#1f5eff')).toContain('--accent:#1f5eff')
})
