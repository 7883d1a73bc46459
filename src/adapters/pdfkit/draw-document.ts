import type PDFDocument from 'pdfkit'
import type { PrintedDocument, Row, TotalRow } from '../../ports/document-printer.ts'
import type { Pen, Style } from './pen.ts'

type Pdf = typeof PDFDocument.prototype

/** A4, in points. */
const width = 595.28
const height = 841.89
const margin = 50
const right = width - margin
const bottom = height - margin - 20

const ink = '#14161a'
const soft = '#565c66'
const line = '#c4c8ce'
const text: Style = { size: 9.5, weight: 'regular', colour: ink }
const strong: Style = { ...text, weight: 'bold' }
const note: Style = { size: 8, weight: 'regular', colour: soft }
const heading: Style = { size: 8, weight: 'bold', colour: soft }
const title: Style = { size: 17, weight: 'bold', colour: ink }
const lineHeight = 14

/** A sheet that is being filled from above. */
interface Sheet {
  readonly pdf: Pdf
  readonly pen: Pen
  /** The line the next text stands on. */
  y: number
}

/** Lays a document out on as many pages as it needs, each numbered where there are several. */
export function drawDocument(pdf: Pdf, pen: Pen, document: PrintedDocument): void {
  const sheet: Sheet = { pdf, pen, y: margin + 14 }
  if (document.warning !== undefined) {
    put(sheet, [document.warning], { x: margin, style: note })
    sheet.y += 14
  }
  drawHead(sheet, document)
  drawParties(sheet, document)
  drawLines(sheet, document)
  drawTotals(sheet, document.totals)
  for (const said of document.footer) put(sheet, [said], { x: margin, style: note })
  numberPages(sheet)
}

/** Texts one under the other. */
function put(sheet: Sheet, lines: readonly string[], { x, style }: { x: number; style: Style }): void {
  for (const said of lines) {
    sheet.pen.write(said, { x, y: sheet.y }, style)
    sheet.y += Math.max(lineHeight - 2, style.size * 1.4)
  }
}

function drawHead(sheet: Sheet, { merchant, title: said }: PrintedDocument): void {
  const { pen } = sheet
  const top = sheet.y + 4
  sheet.y = top
  for (const part of pen.wrap(said, 260, title)) {
    pen.writeTo(part, { x: right, y: sheet.y }, title)
    sheet.y += 22
  }
  const below = sheet.y
  sheet.y = top
  put(sheet, pen.wrap(merchant.name, 220, strong), { x: margin, style: { ...strong, size: 12 } })
  for (const detail of merchant.details) put(sheet, pen.wrap(detail, 220, note), { x: margin, style: note })
  sheet.y = Math.max(sheet.y, below) + 22
}

const factsFrom = 330

function drawParties(sheet: Sheet, { billTo, facts }: PrintedDocument): void {
  const top = sheet.y
  put(sheet, [billTo.heading], { x: margin, style: heading })
  sheet.y += 4
  for (const said of billTo.lines)
    put(sheet, sheet.pen.wrap(said, factsFrom - margin - 30, text), { x: margin, style: text })
  const below = sheet.y
  sheet.y = top
  for (const fact of facts) drawFact(sheet, fact)
  sheet.y = Math.max(sheet.y, below) + 18
}

/** The name before, the value at the edge, on lines of its own where it is long. */
function drawFact(sheet: Sheet, { name, value }: Row): void {
  const { pen } = sheet
  pen.write(name, { x: factsFrom, y: sheet.y }, { ...text, colour: soft })
  const room = right - factsFrom - pen.widthOf(name, text) - 12
  for (const part of pen.wrap(value, Math.max(room, 90), text)) {
    pen.writeTo(part, { x: right, y: sheet.y }, text)
    sheet.y += lineHeight
  }
}

/** Where the columns of numbers end. */
const columnEnds = { quantity: 320, unitPrice: 400, tax: 450, amount: right } as const
const descriptionWidth = 205

function drawLines(sheet: Sheet, { columns, lines }: PrintedDocument): void {
  const drawHeading = () => {
    const { pen } = sheet
    pen.write(columns.description, { x: margin, y: sheet.y }, heading)
    pen.writeTo(columns.quantity, { x: columnEnds.quantity, y: sheet.y }, heading)
    pen.writeTo(columns.unitPrice, { x: columnEnds.unitPrice, y: sheet.y }, heading)
    if (columns.tax !== undefined) pen.writeTo(columns.tax, { x: columnEnds.tax, y: sheet.y }, heading)
    pen.writeTo(columns.amount, { x: columnEnds.amount, y: sheet.y }, heading)
    rule(sheet, sheet.y + 6)
    sheet.y += 22
  }
  drawHeading()
  for (const entry of lines) {
    const said = sheet.pen.wrap(entry.description, descriptionWidth, text)
    const notes = entry.notes.flatMap((one) => sheet.pen.wrap(one, descriptionWidth, note))
    if (sheet.y + (said.length + notes.length) * lineHeight > bottom) {
      nextPage(sheet)
      drawHeading()
    }
    drawNumbers(sheet, entry)
    put(sheet, said, { x: margin, style: text })
    put(sheet, notes, { x: margin, style: note })
    rule(sheet, sheet.y - 6)
    sheet.y += 10
  }
}

function drawNumbers({ pen, y }: Sheet, entry: PrintedDocument['lines'][number]): void {
  for (const column of ['quantity', 'unitPrice', 'tax', 'amount'] as const)
    pen.writeTo(entry[column], { x: columnEnds[column], y }, text)
}

const totalsFrom = 300

function drawTotals(sheet: Sheet, totals: readonly TotalRow[]): void {
  const { pen } = sheet
  for (const total of totals) {
    const style = total.strong ? strong : text
    const names = pen.wrap(total.name, right - totalsFrom - pen.widthOf(total.value, style) - 12, style)
    if (sheet.y + names.length * lineHeight > bottom) nextPage(sheet)
    if (total.strong) rule(sheet, sheet.y - 12, totalsFrom)
    pen.writeTo(total.value, { x: right, y: sheet.y }, style)
    for (const part of names) {
      pen.write(part, { x: totalsFrom, y: sheet.y }, total.strong ? style : { ...style, colour: soft })
      sheet.y += lineHeight + 2
    }
    sheet.y += 2
  }
}

function nextPage(sheet: Sheet): void {
  sheet.pdf.addPage()
  sheet.y = margin + 14
}

function rule({ pdf }: Sheet, y: number, from = margin): void {
  pdf.moveTo(from, y).lineTo(right, y).lineWidth(0.5).strokeColor(line).stroke()
}

function numberPages({ pdf, pen }: Sheet): void {
  const { count } = pdf.bufferedPageRange()
  if (count < 2) return
  for (let at = 0; at < count; at += 1) {
    pdf.switchToPage(at)
    pen.writeTo(`${at + 1} / ${count}`, { x: right, y: height - margin }, note)
  }
}
