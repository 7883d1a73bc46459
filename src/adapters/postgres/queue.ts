import type { Queue } from '../../ports/queue.ts'
import type { Sql } from './sql.ts'

export function graphileQueue(sql: Sql): Queue {
  return {
    enqueue: async (task, payload, key) => {
      await sql.run(
        'queue.enqueue',
        'select graphile_worker.add_job($1, payload => $2::json, job_key => $3)',
        [task, JSON.stringify(payload), key ?? null],
      )
    },
    enqueueAll: async (jobs) => {
      if (jobs.length === 0) return
      await sql.run(
        'queue.enqueue-all',
        `select graphile_worker.add_job(j.task, payload => j.payload, job_key => j.key)
         from json_to_recordset($1) as j(task text, payload json, key text)`,
        [JSON.stringify(jobs)],
      )
    },
  }
}
