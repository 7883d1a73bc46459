import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { createPool } from '../../src/adapters/postgres/pool.ts'

const template = `proffer_template_${process.pid}`

/** Starts a database server for the run and leaves a migrated template in it, from which every test file copies its own. */
export default async function setup(project: TestProject) {
  const server = process.env.TEST_SERVER_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${template}`)
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
  project.provide('databaseServer', server)
  project.provide('databaseTemplate', template)
  return async () => {
    await admin.query(`drop database if exists ${template} with (force)`)
    await admin.end()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
    databaseTemplate: string
  }
}
