/** Jobs that used up their attempts: nobody tries them again until a person does. */
import type { GivenUpJob } from '@holdfast/shared/jobs';
import { listPage, type OrderKey, type PageAsked, query, type Trx } from '../db/index.ts';

const isGivenUp = 'j.attempts >= j.max_attempts AND j.locked_at IS NULL';

/** SQL rows (id, task, created_at, updated_at): they, for the statements of other rooms. */
export const givenUpRows = `(SELECT j.id::text AS id, t.identifier AS task, j.created_at, j.updated_at
  FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE ${isGivenUp})`;

interface Row {
  id: string;
  task: string;
  payload: unknown;
  attempts: number;
  last_error: string | null;
  created_at: Date;
  updated_at: Date;
}

const sorts = {
  createdAt: { by: 'j.created_at', type: 'timestamptz' },
  task: { by: 't.identifier', type: 'text' },
} as const;

/** A page of them, with how many there are. */
export async function listGivenUp(
  trx: Trx,
  asked: PageAsked & { sort: keyof typeof sorts; order: 'asc' | 'desc' },
): Promise<{ data: GivenUpJob[]; total: number; next: string | null }> {
  const keys: OrderKey[] = [
    { ...sorts[asked.sort], order: asked.order },
    { by: 'j.id', type: 'bigint', order: 'asc' },
  ];
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns:
        'j.id::text, t.identifier AS task, j.payload, j.attempts, j.last_error, j.created_at, j.updated_at',
      from: 'FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id',
      where: isGivenUp,
      values: [],
      keys,
    },
    asked,
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
    total,
    next,
  };
}

interface Given {
  task: string;
  payload: unknown;
  error: string | null;
}

/** Locks one that has given up; null when there is none of this number. */
async function lockGivenUp(trx: Trx, id: string): Promise<Given | null> {
  const [found] = await query<Given>(
    trx,
    `SELECT t.identifier AS task, j.payload, j.last_error AS error
     FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE j.id = $1::bigint AND ${isGivenUp} FOR UPDATE OF j`,
    [id],
  );
  return found ?? null;
}

/**
 * Lets a worker run one again at once, with all its attempts.
 * @returns its task; null when no such job has given up
 */
export async function runAgain(trx: Trx, id: string): Promise<string | null> {
  const found = await lockGivenUp(trx, id);
  if (!found) return null;
  await query(
    trx,
    'SELECT graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at => now(), attempts => 0)',
    [id],
  );
  return found.task;
}

/**
 * Removes one for good: what it was to do isn't done.
 * @returns what it was, for the log; null when no such job has given up
 */
export async function dropJob(trx: Trx, id: string): Promise<Given | null> {
  const found = await lockGivenUp(trx, id);
  if (found) await query(trx, 'SELECT graphile_worker.complete_jobs(ARRAY[$1::bigint])', [id]);
  return found;
}
