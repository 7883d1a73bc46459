import { verdicts } from './aims.ts'
import { percentOfFloor, type Results } from './results.ts'

/** The results as Markdown, so that they can be pasted. */
export function reportOf(results: Results): string {
  const { machine, idle, memory } = results
  return [
    `${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}, PostgreSQL ${machine.postgres}; load, server and database share the cores.`,
    table(
      [
        'job',
        'clients',
        'per second',
        'p50 ms',
        'p99 ms',
        'CPU ms: server',
        'database',
        'load',
        'floor per second',
        'of floor',
      ],
      results.jobs.map((job) => [
        job.name,
        String(job.clients),
        number(job.figures.perSecond),
        number(job.figures.p50),
        number(job.figures.p99),
        number(job.figures.cpu.server, 2),
        number(job.figures.cpu.database, 2),
        number(job.figures.cpu.generator, 2),
        number(job.floor?.perSecond),
        percent(percentOfFloor(job)),
      ]),
    ),
    table(
      [
        'job, counted with one client',
        'round trips',
        'commits',
        'writing transactions of anybody',
        'contains',
      ],
      results.counts.map(({ name, counts, contains }) => [
        name,
        number(counts.roundTrips, 2),
        number(counts.commits, 2),
        number(counts.writes, 2),
        contains,
      ]),
    ),
    table(
      [
        'what time brings about, for each invoice',
        'invoices',
        'seconds',
        'per second',
        'CPU ms: server',
        'database',
        'round trips',
        'commits',
        'contains',
      ],
      results.billing.map((job) => [
        job.name,
        String(job.invoices),
        number(job.seconds),
        number(job.perSecond),
        number(job.cpu.server, 2),
        number(job.cpu.database, 2),
        number(job.roundTrips, 3),
        number(job.commits, 3),
        job.contains,
      ]),
    ),
    `Without any caller: ${number(idle.roundTrips)} round trips and ${number(idle.writes)} writing transactions a second. Memory of the server: ${number(memory.before)} MB before, ${number(memory.after)} MB after the load.`,
    table(
      ['aim', 'measured', ''],
      verdicts(results).map(({ aim, value, met }) => [
        aim,
        value,
        met === undefined ? '' : met ? 'pass' : 'MISS',
      ]),
    ),
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? `-${'-'.repeat(width)}-` : `-${'-'.repeat(width)}:`)).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

function number(value: number | undefined, digits = 1): string {
  if (value === undefined) return '-'
  return value >= 100 ? String(Math.round(value)) : value.toFixed(digits)
}

function percent(value: number | undefined): string {
  return value === undefined ? '-' : `${Math.round(value)} %`
}
