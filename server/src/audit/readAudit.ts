/** Reads the audit log: filtered, paged and limited to the entries of the caller's roles. */
import type { AuditFilter, AuditList, AuditRow, auditQuery } from '@holdfast/shared/audit';
import type { z } from 'zod';
import { type Lot, listingLabel } from '../listings/index.ts';
import {
  type Database,
  inTransaction,
  type OrderKey,
  type PlacedRow,
  type PlatformChanges,
  pageOfRows,
  pageText,
  query,
  type Trx,
} from '../platform/db/index.ts';

/** Counting stops here: a larger number helps nobody, and counting a million entries is slow. */
const mostCounted = 10_000;

interface Row
  extends Pick<
    PlatformChanges,
    'id' | 'at' | 'by' | 'what' | 'subject' | 'reason' | 'before' | 'after' | 'request_id'
  > {
  by_name: string | null;
}

/** @param nouns the audit nouns that the caller may read; null: all */
function conditionsOf(filter: AuditFilter, nouns: string[] | null): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const when = (asked: unknown, text: (parameter: string) => string) => {
    if (asked === undefined || asked === null || asked === '') return;
    values.push(asked);
    conditions.push(text(`$${values.length}`));
  };
  when(nouns, (p) => `split_part(a.what, '.', 1) = ANY (${p}::text[])`);
  when(filter.by, (p) => `a.by = ${p}`);
  when(filter.what, (p) => (filter.what?.includes('.') ? `a.what = ${p}` : `a.what LIKE ${p} || '.%'`));
  when(filter.subject, (p) => `a.subject = ${p}`);
  when(filter.from, (p) => `a.at >= ${p}::timestamptz`);
  when(filter.until, (p) => `a.at < ${p}::timestamptz`);
  for (const word of filter.q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [])
    when(
      `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`,
      (p) =>
        `lower(a.what || ' ' || a.subject || ' ' || coalesce(a.reason, '') || ' ' || coalesce(p.name, k.name, a.by) || ' '
          || coalesce(a.before::text, '') || ' ' || coalesce(a.after::text, '')) LIKE ${p}`,
    );
  return { text: conditions.join(' AND ') || 'true', values };
}

const tables =
  'platform_changes a LEFT JOIN accounts_people_named p ON p.id = a.by LEFT JOIN api_keys_named k ON k.id = a.by';

export async function listAudit(
  db: Database,
  listQuery: z.output<typeof auditQuery>,
  nouns: string[] | null,
): Promise<AuditList> {
  return inTransaction(db, async (trx) => {
    const { text, values } = conditionsOf(listQuery, nouns);
    const keys: OrderKey[] = [
      { by: 'a.at', type: 'timestamptz', order: listQuery.order },
      { by: 'a.id', type: 'text', order: listQuery.order },
    ];
    const page = pageText(keys, listQuery, values.length);
    const placed = await query<Row & PlacedRow>(
      trx,
      `SELECT a.*, coalesce(p.name, k.name) AS by_name, ${page.place} FROM ${tables} WHERE ${text} AND ${page.after}
       ORDER BY ${page.order} ${page.limit}`,
      [...values, ...page.values],
    );
    const { rows, next } = pageOfRows(placed, keys, listQuery);
    const [count] = await query<{ n: number }>(
      trx,
      `SELECT count(*)::int AS n FROM (SELECT 1 FROM ${tables} WHERE ${text} LIMIT ${mostCounted + 1}) counted`,
      values,
    );
    const n = count?.n ?? 0;
    return {
      data: await present(trx, rows),
      total: Math.min(n, mostCounted),
      next,
      more: n > mostCounted,
      actionNames: await knownWhats(trx, nouns),
    };
  });
}

/** An entry's place in the log: its instant to the microsecond, and its id. */
type Place = readonly string[];

/** How many entries a filter picks, and the place of the newest one. */
export async function countEntries(
  trx: Trx,
  filter: AuditFilter,
  nouns: string[] | null,
): Promise<{ rows: number; newest: Place | null }> {
  const { text, values } = conditionsOf(filter, nouns);
  const [count] = await query<{ rows: number; newest: Place | null }>(
    trx,
    `SELECT count(*)::int AS rows, (SELECT ARRAY[a.at::text, a.id] FROM ${tables} WHERE ${text} ORDER BY a.at DESC, a.id DESC LIMIT 1) AS newest
     FROM ${tables} WHERE ${text}`,
    values,
  );
  return count ?? { rows: 0, newest: null };
}

/** Entries that are read at a time for files. */
const atOnce = 2_000;

/** The next entries of a filter, newest first. @param until the newest one that counts */
export async function nextEntries(
  trx: Trx,
  filter: AuditFilter,
  nouns: string[] | null,
  { until, after }: { until: Place; after: Place | null },
): Promise<{ rows: AuditRow[]; next: Place | null }> {
  const { text, values } = conditionsOf(filter, nouns);
  const [at, id] = [values.length + 1, values.length + 2];
  const found = await query<Row & { place: string }>(
    trx,
    `SELECT a.*, a.at::text AS place, coalesce(p.name, k.name) AS by_name FROM ${tables}
     WHERE ${text} AND (a.at, a.id) ${after === null ? '<=' : '<'} ($${at}::timestamptz, $${id}::text)
     ORDER BY a.at DESC, a.id DESC LIMIT ${atOnce}`,
    [...values, ...(after ?? until)],
  );
  const last = found.at(-1);
  return {
    rows: await present(trx, found),
    next: last && found.length === atOnce ? [last.place, last.id] : null,
  };
}

/** There are few distinct values: a skip scan over the index reads them without reading every entry. */
async function knownWhats(trx: Trx, nouns: string[] | null): Promise<string[]> {
  const rows = await query<{ what: string }>(
    trx,
    `WITH RECURSIVE known AS (
       (SELECT what FROM platform_changes ORDER BY what LIMIT 1)
       UNION ALL
       SELECT (SELECT a.what FROM platform_changes a WHERE a.what > known.what ORDER BY a.what LIMIT 1) FROM known WHERE known.what IS NOT NULL
     ) SELECT what FROM known WHERE what IS NOT NULL AND ($1::text[] IS NULL OR split_part(what, '.', 1) = ANY ($1))`,
    [nouns],
  );
  return rows.map(({ what }) => what);
}

async function present(trx: Trx, rows: readonly Row[]): Promise<AuditRow[]> {
  const named = rows.map(({ before, after }) => [...new Set([...idsIn(before), ...idsIn(after)])]);
  const labels = await labelsOf(trx, [...new Set([...rows.map(({ subject }) => subject), ...named.flat()])]);
  return rows.map((row, at) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: { id: row.by, name: row.by_name ?? nameOf(row.by) },
    what: row.what,
    subject: row.subject,
    label: labels.get(row.subject) ?? null,
    reason: row.reason,
    before: row.before,
    after: row.after,
    names: Object.fromEntries(
      (named[at] ?? []).flatMap((id) => {
        const label = labels.get(id);
        return label === undefined ? [] : [[id, label] as const];
      }),
    ),
    requestId: row.request_id,
  }));
}

/** Ids that are values somewhere in an entry's JSON; more than these many in one value are a list that nobody reads by name. */
const mostNamed = 50;
function idsIn(value: unknown): string[] {
  const found = JSON.stringify(value ?? null).match(/(?<=")[a-z]{3}_[0-9a-z]{26}(?=")/g) ?? [];
  return found.slice(0, mostNamed);
}

function nameOf(by: string): string {
  if (by.startsWith('imp_')) return 'An import';
  return by === 'system' ? 'Holdfast' : by;
}

const namesText = `
  SELECT id, to_jsonb(name) AS label FROM catalog_calendar WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, to_jsonb(name) FROM consignors_named WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, to_jsonb(file_name) FROM imports_named WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, to_jsonb(code) FROM reservations_orders WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, to_jsonb(name) FROM accounts_people_named WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, to_jsonb(name) FROM api_keys_named WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, to_jsonb(name) FROM catalog_performers_named WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, to_jsonb(name) FROM catalog_venues_named WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, to_jsonb(coalesce(performer_name || ', ', '') || name) FROM catalog_seasons_named WHERE id = ANY ($1::text[])
  UNION ALL SELECT k.id, to_jsonb(c.name || ', section ' || k.section || ' row ' || k."row")
    FROM packages_seats k JOIN consignors_named c ON c.id = k.consignor_id WHERE k.id = ANY ($1::text[])
  UNION ALL SELECT r.id, to_jsonb('percentages of ' || CASE r.scope WHEN 'marketplace' THEN 'everybody' WHEN 'plan' THEN 'plan ' || r.target
      ELSE coalesce(c.name, f.name, e.name, 'one ' || r.scope) END)
    FROM pricing_percentages r LEFT JOIN consignors_named c ON c.id = r.target
      LEFT JOIN catalog_performers_named f ON f.id = r.target LEFT JOIN catalog_calendar e ON e.id = r.target
    WHERE r.id = ANY ($1::text[])
  UNION ALL SELECT l.id, jsonb_build_object('eventName', e.short_name, 'section', l.section, 'row', l."row",
      'seats', l.seats, 'ticketType', l.ticket_type, 'quantity', l.quantity)
    FROM listings_offered l JOIN catalog_events_named e ON e.id = l.event_id WHERE l.id = ANY ($1::text[])`;

/** Labels of subjects; those without one show their id. */
export async function labelsOf(trx: Trx, subjects: readonly string[]): Promise<Map<string, string>> {
  const rows = await query<{ id: string; label: string | Lot }>(trx, namesText, [subjects]);
  return new Map(rows.map(({ id, label }) => [id, typeof label === 'string' ? label : listingLabel(label)]));
}
