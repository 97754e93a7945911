/** A run's findings. */
import { queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import type { FeedFinding } from './FeedFinding.ts';

export type FindingRow = Pick<FeedFinding, 'feedId' | 'kind' | 'name' | 'message'> &
  Partial<Pick<FeedFinding, 'eventId'>>;

/** Stores findings; a later finding about the same entry replaces the earlier one of this run. */
export async function writeFindings(trx: Trx, runId: string, findings: readonly FindingRow[]): Promise<void> {
  const rows = [...new Map(findings.map((each) => [`${each.kind} ${each.feedId}`, each])).values()];
  if (rows.length === 0) return;
  const written = records(
    rows,
    { feedId: 'text', kind: 'text', name: 'text', message: 'text', eventId: 'text' },
    { parameter: 2 },
  );
  await queryPrepared(
    trx,
    `INSERT INTO feed_findings (run_id, feed_id, kind, name, message, event_id)
     SELECT $1, n.* FROM ${written.from}
     ON CONFLICT (run_id, feed_id, kind) DO UPDATE SET message = excluded.message, event_id = excluded.event_id`,
    [runId, written.value],
  );
}
