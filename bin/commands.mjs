import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './steps/project.mjs'

const bin = (path) => join(projectFolder, 'node_modules', path)
const server = (mode, args = []) => [...memoryOptions(), join(projectFolder, 'src', 'main.ts'), mode, ...args]
const vitest = (config, args) => [bin('vitest/vitest.mjs'), 'run', '--config', config, ...args]
const tsc = (config) => [bin('typescript/bin/tsc'), '-p', config]
const biome = [bin('@biomejs/biome/bin/biome'), 'check']

/** Whether pages are served and must be built first, and what Node is run with, one after the other. */
export const commands = {
  serve: { needsWeb: true, runs: () => [server('serve')] },
  worker: { needsWeb: false, runs: () => [server('work')] },
  migrate: { needsWeb: false, runs: () => [server('migrate')] },
  reconcile: { needsWeb: false, runs: (args) => [server('reconcile', args)] },
  test: { needsWeb: true, runs: (args) => [vitest('vitest.config.ts', args)] },
  'test:full': { needsWeb: true, runs: (args) => [vitest('vitest.full.config.ts', args)] },
  'test:stripe': {
    needsWeb: false,
    runs: (args) => [
      [join(projectFolder, 'bin', 'steps', 'stripe-key.mjs')],
      vitest('vitest.stripe.config.ts', args),
    ],
  },
  openapi: {
    needsWeb: false,
    runs: () => [vitest('vitest.config.ts', ['src/http/openapi.test.ts', '--update'])],
  },
  check: { needsWeb: false, runs: () => [...typeChecks(), biome] },
  bench: { needsWeb: true, runs: (args) => [[join(projectFolder, 'bench', 'main.ts'), ...args]] },
}

export function usage() {
  return `usage: node bin/launch.mjs ${Object.keys(commands).join(' | ')}`
}

/** The server with its tests, the pure part without Node, and the pages where they have a configuration of their own. */
function typeChecks() {
  const web = join('web', 'tsconfig.json')
  const configs = ['tsconfig.json', 'tsconfig.domain.json']
  return [...configs, ...(existsSync(join(projectFolder, web)) ? [web] : [])].map(tsc)
}

/** Left alone, Node takes as much memory as the machine has before it cleans up. What `NODE_OPTIONS` says itself stays. */
function memoryOptions() {
  const options = JSON.parse(readFileSync(join(projectFolder, 'bin', 'server-memory.json'), 'utf8'))
  const said = process.env.NODE_OPTIONS ?? ''
  return options.filter((option) => !said.includes(option.split('=')[0]))
}
