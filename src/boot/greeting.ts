import { join } from 'node:path'
import type { DemoClient } from './demo-client.ts'

const example = join(import.meta.dirname, '../../examples/checkout-link.mjs')

/** Of the sample catalogue: the plain monthly one. */
const firstOffer = '/offers2/Digital Monthly'

/** What a person reads when the server is up: where to click and, in a sandbox, one line to paste. */
export function greeting(address: string, demo: DemoClient | undefined): string {
  const lines = [
    '',
    `Proffer is ready at ${address}${demo === undefined ? '' : ' (sandbox: no money moves)'}`,
    '',
    `  The API, to read and try   ${address}/docs`,
    `  Its description            ${address}/api/openapi.json`,
  ]
  if (demo !== undefined) {
    lines.push(
      '',
      'Paste this into another terminal to make a checkout link, then open it:',
      '',
      `  ${pasteLine(address, demo)}`,
    )
  }
  return [...lines, ''].join('\n')
}

/** For bash: works from any folder. */
export function pasteLine(address: string, demo: DemoClient): string {
  const environment = {
    PROFFER_URL: address,
    PROFFER_CLIENT_ID: demo.id,
    PROFFER_CLIENT_SECRET: demo.secret,
  }
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`)
  return [...assignments, 'node', quoted(example), quoted(firstOffer)].join(' ')
}

function quoted(text: string): string {
  return /^[\w./:@~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
