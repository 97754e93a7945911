import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';

/** A run as it is stored. */
export interface RunRow {
  id: string;
  made_by: string;
  approved_at: Date | null;
  withdrawn_at: Date | null;
}

/** A run, locked until the transaction ends. @throws Problem `not_found` */
export async function lockRun(trx: Trx, id: string): Promise<RunRow> {
  const [row] = await queryPrepared<RunRow>(
    trx,
    'SELECT id, made_by, approved_at, withdrawn_at FROM payout_runs WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!row) throw notFound('run');
  return row;
}
