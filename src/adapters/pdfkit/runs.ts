import { type Typeface, typefaces } from './fonts.ts'

/** A stretch of text that one typeface can set. */
export interface Run {
  readonly typeface: Typeface
  readonly text: string
}

/** What has no shape of its own stays with what it stands beside. */
const neutral = /^[\s\p{M}\p{Cf}]$/u

/** A text in stretches, each set in the first typeface that has its characters. */
export function runsOf(text: string): readonly Run[] {
  const runs: { typeface: Typeface; text: string }[] = []
  for (const character of text) {
    const last = runs.at(-1)
    const typeface = last !== undefined && neutral.test(character) ? last.typeface : typefaceFor(character)
    if (last?.typeface === typeface) last.text += character
    else runs.push({ typeface, text: character })
  }
  return runs
}

function typefaceFor(character: string): Typeface {
  const codePoint = character.codePointAt(0) ?? 0
  const found = typefaces.find(({ has }) => has(codePoint))
  if (found === undefined) throw new Error('the last typeface has every character')
  return found
}
