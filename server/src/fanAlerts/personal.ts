/** What alerts keep of somebody with an account. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

const theirs = '(person_id = $1 OR lower(email) = lower($2))';

/** An alert in the export of somebody's data. */
export interface ExportedAlert {
  kind: string;
  event: string | null;
  size: number | null;
  limitAmount: number | null;
  currency: string | null;
  search: string | null;
  askedAt: Date;
  endedAt: Date | null;
}

/** What somebody asked to be told; oldest first. */
export const alertsKept = (trx: Trx, personId: string, email: string): Promise<ExportedAlert[]> =>
  queryPrepared<ExportedAlert>(
    trx,
    `SELECT a.kind, c.name AS event, a.size, a.limit_amount AS "limitAmount", a.currency, a.search, a.created_at AS "askedAt",
       a.ended_at AS "endedAt"
     FROM fan_alerts a LEFT JOIN catalog_calendar c ON c.id = a.event_id WHERE ${theirs} ORDER BY a.id`,
    [personId, email],
  );

/** Their alerts end, and address and account are removed. */
export async function eraseAlerts(trx: Trx, { id, email }: { id: string; email: string }): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE fan_alerts SET email = '', person_id = NULL, search = CASE WHEN kind = 'search' THEN '' END, ended_at = coalesce(ended_at, now())
     WHERE ${theirs}`,
    [id, email],
  );
}
