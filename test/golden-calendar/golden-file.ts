import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CadenceName, cadenceNames, daysFrom, gapsByUtc, startDays } from './due-days.ts'

export const goldenPath = join(import.meta.dirname, 'calendar.txt')

const head = `Due days of eight years, for every start day from 2026-01-01 to 2029-12-31.
A block holds for every start day in its first line. The numbers are the days from one due day to the next, the first from
the start day itself; "1 x 2922" is 2922 times 1. Made by: node test/golden-calendar/generate.ts
`

/** The whole file, by the arithmetic of `due-days.ts`. */
export function goldenText(): string {
  const blocks: { from: string; to: string; gaps: string }[] = []
  for (const startOn of startDays()) {
    const gaps = cadenceNames.map((name) => `  ${name} ${shortly(gapsByUtc(startOn, name))}`).join('\n')
    const last = blocks.at(-1)
    if (last?.gaps === gaps) last.to = startOn
    else blocks.push({ from: startOn, to: startOn, gaps })
  }
  return [head, ...blocks.map(({ from, to, gaps }) => `${from} to ${to}\n${gaps}\n`)].join('\n')
}

function shortly(gaps: readonly number[]): string {
  return new Set(gaps).size === 1 ? `${gaps[0]} x ${gaps.length}` : gaps.join(' ')
}

export type GoldenGaps = Readonly<Record<CadenceName, readonly number[]>>

/** The file as it is checked in: the gaps of each start day. */
export function readGolden(): ReadonlyMap<string, GoldenGaps> {
  const blocks = readFileSync(goldenPath, 'utf8').split('\n\n').slice(1)
  return new Map(blocks.flatMap(readBlock))
}

function readBlock(block: string): [string, GoldenGaps][] {
  const [range = '', ...lines] = block.trim().split('\n')
  const [from = '', to = ''] = range.split(' to ')
  const gaps = new Map(lines.map(readLine))
  const of = (name: CadenceName) => gaps.get(name) ?? []
  const all: GoldenGaps = {
    day: of('day'),
    week: of('week'),
    month: of('month'),
    quarter: of('quarter'),
    year: of('year'),
  }
  return daysFrom(from, to).map((day) => [day, all])
}

function readLine(line: string): [string, readonly number[]] {
  const [name = '', ...words] = line.trim().split(' ')
  if (words[1] !== 'x') return [name, words.map(Number)]
  return [name, new Array(Number(words[2])).fill(Number(words[0]))]
}

const known = daysFrom('2026-01-01', '2038-12-31')
const numberOf = new Map(known.map((day, n) => [day, n]))

/** The due days that a start day and its gaps make, the start itself first. */
export function daysOf(startOn: string, gaps: readonly number[]): readonly string[] {
  let n = numberOf.get(startOn) ?? Number.NaN
  const days = [startOn]
  for (const gap of gaps) {
    n += gap
    days.push(known[n] ?? 'no day')
  }
  return days
}
