/** A run's findings. */
import type { Finding } from '@holdfast/shared/feeds';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';

export type FindingRow = Pick<Finding, 'feedId' | 'kind' | 'name' | 'message'> & {
  eventId?: string | null;
};

/** Stores findings; a later finding about the same entry replaces the earlier one of this run. */
export async function writeFindings(trx: Trx, runId: string, findings: readonly FindingRow[]): Promise<void> {
  const rows = [...new Map(findings.map((each) => [`${each.kind} ${each.feedId}`, each])).values()];
  if (rows.length === 0) return;
  await queryPrepared(
    trx,
    `INSERT INTO feed_findings (run_id, feed_id, kind, name, message, event_id)
     SELECT $1, n.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS n
     ON CONFLICT (run_id, feed_id, kind) DO UPDATE SET message = excluded.message, event_id = excluded.event_id`,
    [
      runId,
      rows.map(({ feedId }) => feedId),
      rows.map(({ kind }) => kind),
      rows.map(({ name }) => name),
      rows.map(({ message }) => message),
      rows.map(({ eventId }) => eventId ?? null),
    ],
  );
}
