/** Reads the security log, for administrators. Platform writes it: `platform/http/securityLog.ts`. */
import type { SecurityList, securityQuery } from '@holdfast/shared/audit';
import type { z } from 'zod';
import {
  type OrderKey,
  type PlacedRow,
  pageOfRows,
  pageText,
  query,
  type Trx,
} from '../platform/db/index.ts';
import type { PlatformSecurityEvents } from '../platform/db/views.ts';

type Row = PlatformSecurityEvents & { id: string; by_name: string | null };

const rowId = `concat_ws(' ', extract(epoch FROM e.minute)::bigint, e.what, e.address, e.by)`;

export async function listSecurityEvents(
  trx: Trx,
  asked: z.output<typeof securityQuery>,
): Promise<SecurityList> {
  const conditions = `($1::text IS NULL OR e.what = $1) AND ($2::text IS NULL OR e.address = $2)`;
  const values = [asked.what ?? null, asked.address ?? null];
  const keys: OrderKey[] = [
    { by: 'e.last_at', type: 'timestamptz', order: asked.order },
    { by: rowId, type: 'text', order: asked.order },
  ];
  const page = pageText(keys, asked, values.length);
  const placed = await query<Row & PlacedRow>(
    trx,
    `SELECT e.*, ${rowId} AS id, p.name AS by_name, ${page.place}
     FROM platform_security_events e LEFT JOIN accounts_people_named p ON p.id = e.by
     WHERE ${conditions} AND ${page.after} ORDER BY ${page.order} ${page.limit}`,
    [...values, ...page.values],
  );
  const [count] = await query<{ n: number }>(
    trx,
    `SELECT count(*)::int AS n FROM platform_security_events e WHERE ${conditions}`,
    values,
  );
  const { rows, next } = pageOfRows(placed, keys, asked);
  return {
    data: rows.map((row) => ({
      id: row.id,
      lastAt: row.last_at.toISOString(),
      what: row.what,
      address: row.address,
      by: row.by === 'nobody' ? null : { id: row.by, name: row.by_name ?? 'A guest' },
      times: row.times,
      request: row.request,
      account: row.account,
    })),
    total: count?.n ?? 0,
    next,
  };
}
