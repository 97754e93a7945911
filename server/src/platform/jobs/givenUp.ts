/** Jobs that used up their attempts: nobody tries them again until a person does. */
import type { GivenUpJob } from '@holdfast/shared/jobs';
import { query, type Trx } from '../db/index.ts';
import { waitingCounter } from '../waitingRows.ts';

const isGivenUp = 'j.attempts >= j.max_attempts AND j.locked_at IS NULL';

/** Counts them. */
export const jobsGivenUp = waitingCounter({
  from: 'graphile_worker._private_jobs j',
  where: isGivenUp,
  since: 'j.created_at',
});

interface Row {
  id: string;
  task: string;
  payload: unknown;
  attempts: number;
  last_error: string | null;
  created_at: Date;
  updated_at: Date;
  total: number;
}

const sorts = { createdAt: 'j.created_at', task: 't.identifier' };

/** A page of them, with how many there are. */
export async function listGivenUp(
  trx: Trx,
  page: { page: number; perPage: number; sort: keyof typeof sorts; order: 'asc' | 'desc' },
): Promise<{ data: GivenUpJob[]; total: number }> {
  const rows = await query<Row>(
    trx,
    `SELECT j.id::text, t.identifier AS task, j.payload, j.attempts, j.last_error, j.created_at, j.updated_at,
       count(*) OVER ()::int AS total
     FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE ${isGivenUp} ORDER BY ${sorts[page.sort]} ${page.order === 'asc' ? 'ASC' : 'DESC'}, j.id LIMIT $1 OFFSET $2`,
    [page.perPage, (page.page - 1) * page.perPage],
  );
  return {
    data: rows.map((row) => ({
      id: row.id,
      task: row.task,
      payload: JSON.stringify(row.payload),
      attempts: row.attempts,
      error: row.last_error,
      createdAt: row.created_at.toISOString(),
      lastTriedAt: row.updated_at.toISOString(),
    })),
    total: rows[0]?.total ?? 0,
  };
}

/**
 * Lets a worker run one again at once, with all its attempts.
 * @returns its task; null when no such job has given up
 */
export async function runAgain(trx: Trx, id: string): Promise<string | null> {
  const [found] = await query<{ task: string }>(
    trx,
    `SELECT t.identifier AS task FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE j.id = $1::bigint AND ${isGivenUp} FOR UPDATE OF j`,
    [id],
  );
  if (!found) return null;
  await query(
    trx,
    'SELECT graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at => now(), attempts => 0)',
    [id],
  );
  return found.task;
}
