import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { findPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts'
import { factsOfProcess } from '../../src/adapters/embedded-postgres/process-facts.ts'
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/supervisor.ts'
import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { createPool } from '../../src/adapters/postgres/pool.ts'
import type { Log } from '../../src/ports/log.ts'
import { shareCompiledCode } from './compiled-code.ts'
import { ownerOfTemporaryFolder, parentsOfTemporaryFolders, temporaryFolder } from './temporary-folder.ts'

/**
 * Gives the run a database server and leaves a migrated template in it, from which every test file copies its own database. The
 * server is an embedded one in a temporary folder, unless the project names another (`provide.serverGiven`) or
 * `TEST_SERVER_URL` does.
 */
export default async function setup(project: TestProject) {
  const given = project.getProvidedContext().serverGiven ?? process.env.TEST_SERVER_URL
  const server =
    given === undefined ? await startTemporaryServer() : { url: given, stop: async () => undefined }
  const template = `proffer_template_${process.pid}_${project.name.replace(/\W/g, '_')}`
  const forgetCompiledCode = await shareCompiledCode()
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query(`create database ${template}`)
  await migrateTemplate(server.url, template)
  project.provide('databaseServer', server.url)
  project.provide('databaseTemplate', template)
  return async () => {
    await admin.query(`drop database if exists ${template} with (force)`)
    await admin.end()
    await server.stop()
    await forgetCompiledCode()
  }
}

async function migrateTemplate(server: string, template: string): Promise<void> {
  const url = new URL(server)
  url.pathname = template
  const pool = createPool({
    connectionString: url.href,
    max: 2,
    applicationName: 'template',
    onError: () => undefined,
  })
  await migrate(pool, join(import.meta.dirname, '../../migrations'))
  await pool.end()
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Durability is traded for speed: nothing in it outlives the run. */
async function startTemporaryServer() {
  await removeAbandonedServers()
  const folder = await temporaryFolder()
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    log: silent,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_wal_size: '256MB',
    },
  })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A run that was killed could not stop its server; the folder's name says whose it was. */
async function removeAbandonedServers(): Promise<void> {
  for (const parent of parentsOfTemporaryFolders) {
    for (const name of await readdir(parent).catch(() => [])) {
      const owner = ownerOfTemporaryFolder(name)
      if (owner === undefined || (await factsOfProcess(owner))) continue
      const folder = join(parent, name)
      const left = await findPostmaster(join(folder, 'postgres')).catch(() => undefined)
      if (left !== undefined) process.kill(left.pid, 'SIGQUIT')
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    }
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
    databaseTemplate: string
    serverGiven?: string
  }
}
