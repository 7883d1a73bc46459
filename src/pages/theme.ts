const wantedContrast = 4.5
const white: Colour = [255, 255, 255]
/** The darkest and lightest ground that accent-coloured text stands on; the stylesheet's `--ground` values. */
const lightGround: Colour = [246, 247, 249]
const darkGround: Colour = [30, 33, 38]
const ink: Colour = [16, 18, 22]

type Colour = readonly [number, number, number]

/**
 * The merchant's accent as a stylesheet. A colour that is hard to read is darkened (in the dark: lightened) until text
 * in it, and white text on it, has a contrast of 4.5 : 1.
 */
export function themeStylesheet(accent: string): string {
  const colour = parseColour(accent)
  const light = towards(colour, [0, 0, 0], lightGround)
  const dark = towards(colour, white, darkGround)
  const darkButton = towards(colour, [0, 0, 0], white)
  return [
    `:root{--accent:${cssOf(light)};--button:${cssOf(light)};--on-button:#fff}`,
    `@media (prefers-color-scheme:dark){:root{--accent:${cssOf(dark)};${darkButtonOf(darkButton, dark)}}}`,
  ].join('\n')
}

/** In the dark a very dark accent would vanish into the page: then the button wears the lightened one with dark text. */
function darkButtonOf(button: Colour, lightened: Colour): string {
  if (contrast(button, darkGround) >= 2) return `--button:${cssOf(button)};--on-button:#fff`
  return `--button:${cssOf(lightened)};--on-button:${cssOf(ink)}`
}

const step = 0.04

function towards(colour: Colour, end: Colour, ground: Colour): Colour {
  for (let share = 0; share < 1; share += step) {
    const mixed = mix(colour, end, share)
    if (contrast(mixed, ground) >= wantedContrast) return mixed
  }
  return end
}

function mix(colour: Colour, end: Colour, share: number): Colour {
  const part = (at: 0 | 1 | 2) => Math.round(colour[at] * (1 - share) + end[at] * share)
  return [part(0), part(1), part(2)]
}

/** WCAG 2 contrast ratio of two colours, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const lights = [luminance(one), luminance(other)]
  return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05)
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map(linear)
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

export function parseColour(text: string): Colour {
  const hex = /^#?([0-9a-f]{6})$/i.exec(text)?.[1] ?? '1f5eff'
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return [channel(0), channel(2), channel(4)]
}

function cssOf(colour: Colour): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
