import type { AppContext } from '../../../src/platform/appContext.ts';
import { eventually } from '../../fan.ts';

/** Waits until the worker has done everything that is due. Later jobs stay. */
export async function nothingDue({ db }: Pick<AppContext, 'db'>): Promise<void> {
  const due = `SELECT 1 FROM graphile_worker._private_jobs WHERE run_at <= now() AND attempts < max_attempts LIMIT 1`;
  await eventually('no job is due', async () => (await db.raw(due)).rows.length === 0, 60_000);
}
