/** A table of several pages, written by one statement, for files that are written in the background. */
import type { Database } from '../src/platform/db/index.ts';

/** How many they are: three pages, of which the last isn't full. */
export const manyRows = 4_500;
/** The filter of the entries that `fillAuditLog` writes. */
export const manyEntries = 'what=ledger.many';

/** Entries of the audit log of one kind, a second apart. */
export async function fillAuditLog(db: Database): Promise<void> {
  await db.raw(
    `INSERT INTO audit_entries (id, what, subject, reason, before, after, by, at)
     SELECT 'aud_' || lpad(n::text, 26, '0'), 'ledger.many', 'row ' || n, CASE n % 3 WHEN 0 THEN '=1+' || n WHEN 1 THEN 'Ünï, "quoted"' END, NULL,
       jsonb_build_object('n', n), 'system', now() - n * interval '1 second'
     FROM generate_series(1, ?::int) n`,
    [manyRows],
  );
}
