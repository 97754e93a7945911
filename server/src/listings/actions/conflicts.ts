/** Finds what changed a listing since the person saw it. */
import type { VersionConflict } from '@holdfast/shared/listings';
import { queryPrepared, records, type Trx } from '../../platform/db/index.ts';

interface Row {
  id: string;
  by_name: string;
  at: Date;
  message: string;
  reason: string | null;
  state_seen: string | null;
  state: string;
  price_seen: number | null;
  price: number;
}

/** @param seen listings with the version that the person saw, each older than the current one */
export async function conflictsSince(
  trx: Trx,
  seen: ReadonlyArray<{ id: string; version: number }>,
): Promise<Map<string, VersionConflict>> {
  if (seen.length === 0) return new Map();
  const { from, value } = records(seen, { id: 'text', version: 'integer' }, { alias: 'asked' });
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT l.id, coalesce(p.name, CASE WHEN last.by LIKE 'imp\\_%' THEN 'An import' ELSE 'Holdfast' END) AS by_name, last.at,
       last.message, last.reason, then_.to_state AS state_seen, l.state, price_then.price_amount AS price_seen, l.price_amount AS price
     FROM ${from} JOIN listings l ON l.id = asked.id
     JOIN platform_transition_log last ON last.actor_id = l.id AND last.version = l.version
     LEFT JOIN platform_transition_log then_ ON then_.actor_id = l.id AND then_.version = asked.version
     LEFT JOIN LATERAL (SELECT h.price_amount FROM listing_prices h WHERE h.listing_id = l.id AND h.version <= asked.version
       ORDER BY h.version DESC LIMIT 1) price_then ON true
     LEFT JOIN accounts_people_named p ON p.id = last.by`,
    [value],
  );
  return new Map(rows.map((row) => [row.id, present(row)]));
}

function present(row: Row): VersionConflict {
  const changes: VersionConflict['changes'] = [];
  if (row.state_seen !== row.state) changes.push({ field: 'state', from: row.state_seen, to: row.state });
  if (row.price_seen !== row.price) changes.push({ field: 'price', from: row.price_seen, to: row.price });
  return {
    by: row.by_name,
    at: row.at.toISOString(),
    message: row.message,
    reason: row.reason,
    changes,
  };
}
