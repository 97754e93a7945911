/** The audit log: who changed what and why, append-only, in the transaction of the change. */
import { queryPrepared, records, type Trx } from './db/index.ts';
import { newId } from './ids.ts';
import type { Principal } from './principal.ts';

export type { Principal } from './principal.ts';

/** One entry of the audit log. */
export interface AuditEntry {
  /** A verb in a room: `listing.price`. */
  what: string;
  /** The id of what was changed. */
  subject: string;
  reason?: string | null;
  before?: unknown;
  after?: unknown;
}

/** Appends audit entries. */
export async function audit(trx: Trx, principal: Principal, entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, id: newId('audit') }));
  const { from, value } = records(rows, {
    id: 'text',
    what: 'text',
    subject: 'text',
    reason: 'text',
    before: 'jsonb',
    after: 'jsonb',
  });
  await queryPrepared(
    trx,
    `INSERT INTO audit_entries (id, what, subject, reason, before, after, by, request_id)
     SELECT n.*, $2, $3 FROM ${from}`,
    [value, principal.by, principal.requestId],
  );
}
