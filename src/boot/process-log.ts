import type { FastifyBaseLogger } from 'fastify'
import type { Log } from '../ports/log.ts'

/** The log of a process: ours and Fastify's. */
export type ProcessLog = Log & FastifyBaseLogger
