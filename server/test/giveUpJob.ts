import type { Database } from '../src/platform/db/index.ts';

/** Adds a job that isn't due, as one that used up its attempts. @returns its id */
export async function giveUpJob(db: Database, task: string, error = 'It is broken'): Promise<string> {
  const { rows } = await db.raw(
    `WITH added AS (SELECT (graphile_worker.add_job(?, '{"n":1}'::json, run_at => now() + interval '1 day')).id)
     SELECT id::text FROM added`,
    [task],
  );
  await db.raw('SELECT graphile_worker.permanently_fail_jobs(ARRAY[?::bigint], ?)', [rows[0].id, error]);
  return rows[0].id;
}
