import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { marketDay } from './count.ts';

/**
 * Today by the marketplace's clocks, `2026-11-29`.
 * @param beginsAtHour before this hour it is still yesterday
 */
export async function marketToday(trx: Trx, beginsAtHour = 0): Promise<string> {
  const [row] = await queryPrepared<{ day: string }>(
    trx,
    `SELECT ${marketDay("now() - $1::int * interval '1 hour'")}::text AS day`,
    [beginsAtHour],
  );
  return (row as { day: string }).day;
}
