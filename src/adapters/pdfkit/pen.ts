import type { Font } from 'fontkit'
import type PDFDocument from 'pdfkit'
import type { Weight } from './fonts.ts'
import { runsOf } from './runs.ts'

export interface Style {
  readonly size: number
  readonly weight: Weight
  readonly colour: string
}

/** Where a text goes: `y` is the line it stands on; lengths in points. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** Writes text in any script: each stretch of it in a typeface that has it. */
export interface Pen {
  readonly widthOf: (text: string, style: Style) => number
  /** From `x` on. */
  readonly write: (text: string, spot: Spot, style: Style) => void
  /** Ending at `x`. */
  readonly writeTo: (text: string, spot: Spot, style: Style) => void
  /** The lines of a text that is no wider than this. */
  readonly wrap: (text: string, width: number, style: Style) => readonly string[]
}

export function penFor(pdf: typeof PDFDocument.prototype, locale: string): Pen {
  const known = new Set<string>()
  const use = (run: ReturnType<typeof runsOf>[number], { weight, size }: Style) => {
    const name = `${run.typeface.name} ${weight}`
    if (!known.has(name)) pdf.registerFont(name, parsedSource(run.typeface.font(weight)))
    known.add(name)
    return pdf.font(name, size)
  }
  const widthOf: Pen['widthOf'] = (text, style) =>
    runsOf(text).reduce((sum, run) => sum + use(run, style).widthOfString(run.text), 0)
  const write: Pen['write'] = (text, { x, y }, style) => {
    let at = x
    for (const run of runsOf(text)) {
      const font = use(run, style)
      const width = font.widthOfString(run.text)
      font.fillColor(style.colour).text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' })
      at += width
    }
  }
  return {
    widthOf,
    write,
    writeTo: (text, { x, y }, style) => write(text, { x: x - widthOf(text, style), y }, style),
    wrap: (text, width, style) => wrapped(text, locale, (line) => widthOf(line, style) <= width),
  }
}

/** The library takes a parsed font as well as a file, and spares parsing it for every document; its types know files only. */
function parsedSource(font: Font): PDFKit.Mixins.PDFFontSource {
  return font as unknown as PDFKit.Mixins.PDFFontSource
}

/** Breaks between words, and inside one only where a line cannot hold it. */
function wrapped(text: string, locale: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text, locale)) {
    if (fits(line + piece.trimEnd())) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    for (const character of piece.trimStart()) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

/** Words, each with the spaces and marks that follow it. */
function piecesOf(text: string, locale: string): readonly string[] {
  const pieces: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    const last = pieces.at(-1)
    const joins = last !== undefined && !isWordLike && !/^\s/.test(last)
    const begins = last === undefined || /\s$/.test(last) || isWordLike === true
    if (joins || !begins) pieces[pieces.length - 1] = (last ?? '') + segment
    else pieces.push(segment)
  }
  return pieces
}
