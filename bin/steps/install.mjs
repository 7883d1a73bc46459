import { join } from 'node:path'
import { npm } from './npm.mjs'
import { alone, hashOf, projectFolder, readMark, writeMark } from './project.mjs'

/** Inside `node_modules`, so that it goes when the folder goes. */
const mark = join(projectFolder, 'node_modules', '.proffer-installed')

/** Installs exactly what the lock file says, unless that is what was installed last. */
export function ensureInstalled(node) {
  if (isInstalled()) return
  alone(() => {
    if (isInstalled()) return
    console.error('proffer: installing what the lock file names …')
    // No install script is needed: the embedded PostgreSQL restores its library links when it starts.
    npm(
      node,
      ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-fund', '--no-audit'],
      projectFolder,
    )
    writeMark(mark, wanted())
  })
}

const isInstalled = () => readMark(mark) === wanted()
const wanted = () => hashOf([join(projectFolder, 'package-lock.json')])
