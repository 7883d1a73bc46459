import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { alone, hashOf, projectFolder, readMark, writeMark } from './project.mjs'

const builder = join(projectFolder, 'web', 'build.ts')
const output = join(projectFolder, '.build', 'web')
const mark = join(projectFolder, '.build', 'web.built')

/** Everything the bundles are made of. */
const sources = ['web', join('src', 'contract'), 'package-lock.json'].map((path) => join(projectFolder, path))

/** Builds the pages unless the same sources were built last. */
export function ensureWeb(node) {
  if (!existsSync(builder) || isBuilt()) return
  alone(() => {
    if (isBuilt()) return
    console.error('proffer: building the pages …')
    const call = `import(${JSON.stringify(`file://${builder}`)}).then((web) => web.buildWeb())`
    const { status } = spawnSync(node, ['--input-type=module', '--eval', `await ${call}`], {
      cwd: projectFolder,
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) throw new Error('the pages could not be built; the reason stands above')
    writeMark(mark, hashOf(sources))
  })
}

const isBuilt = () => existsSync(output) && readMark(mark) === hashOf(sources)
