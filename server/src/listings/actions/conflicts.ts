/** Finds what changed a listing since the person saw it. */
import { type CorrectedField, correctedText, type VersionConflict } from '@holdfast/shared/listings';
import { formatMoney } from '@holdfast/shared/money';
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
  corrected: CorrectedField[];
  currency: string;
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
       last.message, last.reason, then_.to_state AS state_seen, l.state, price_then.price_amount AS price_seen, l.price_amount AS price,
       l.currency, coalesce((SELECT array_agg(DISTINCT f.field) FROM platform_transition_log t
         CROSS JOIN LATERAL jsonb_array_elements_text(t.payload -> 'fields') AS f (field)
         WHERE t.actor_id = l.id AND t.version > asked.version AND t.message = 'correct'), '{}') AS corrected
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
    corrected: row.corrected,
    currency: row.currency,
  };
}

/** Who changed what and why, in one sentence: `Ann Lee changed it meanwhile (price $100.00 → $150.00, seats): “A final”.` */
export function conflictText({ by, changes, corrected, currency, reason }: VersionConflict): string {
  const money = (minor: string | number | null) =>
    minor === null ? 'none' : formatMoney({ amount: Number(minor), currency });
  const what = changes.map(({ field, from, to }) =>
    field === 'state' ? `${from ?? 'new'} → ${to}` : `price ${money(from)} → ${money(to)}`,
  );
  if (corrected.length > 0) what.push(correctedText(corrected));
  return `${by} changed it meanwhile${what.length > 0 ? ` (${what.join(', ')})` : ''}${reason ? `: “${reason}”` : ''}.`;
}
