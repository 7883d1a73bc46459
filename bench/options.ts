import { parseArgs } from 'node:util'

export interface Options {
  /** Shows that it runs, no more. */
  readonly quick: boolean
  /** How long one measurement lasts, in seconds, and how many runs it makes at most. */
  readonly seconds: number
  readonly mostRuns: number
  /** The median of this many is shown. */
  readonly rounds: number
  readonly warmUpSeconds: number
  readonly clients: readonly number[]
  /** Where the figures go as JSON, beside what is printed. */
  readonly json: string | undefined
  /** Names of the jobs to measure; absent: all of them. */
  readonly only: readonly string[] | undefined
  /** Further options of Node for the server, such as `--cpu-prof`. */
  readonly serverNode: readonly string[]
}

export const usage = `usage: npm run bench -- [options]

  --quick             each job once, for one second: shows that everything runs, measures nothing
  --json FILE         writes the figures as JSON too
  --only NAMES        only these jobs, with commas between
  --clients NUMBERS   with so many clients at once (default 1,8,32)
  --seconds NUMBER    how long each measurement lasts (default 3)
  --server-node ARGS  further options of Node for the server, such as --cpu-prof

BENCH_DATABASE_URL names a PostgreSQL to measure with; a database is made there and dropped. Without it the embedded one is used.`

/** Throws with a line for people when it is called wrongly. */
export function readOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string' },
      clients: { type: 'string', default: '1,8,32' },
      seconds: { type: 'string' },
      'server-node': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  return {
    quick: values.quick,
    seconds: positive('--seconds', values.seconds ?? (values.quick ? '1' : '3')),
    mostRuns: 20_000,
    rounds: values.quick ? 1 : 3,
    warmUpSeconds: values.quick ? 0.2 : 0.5,
    clients: values.clients.split(',').map((text) => positive('--clients', text)),
    json: values.json,
    only: values.only?.split(','),
    serverNode: values['server-node']?.split(' ') ?? [],
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (value > 0) return value
  throw new Error(`${name} must be a positive number, not "${text}"`)
}
