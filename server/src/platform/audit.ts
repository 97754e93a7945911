/** The audit log: who changed what and why, append-only, in the transaction of the change. */
import { queryPrepared, type Trx } from './db/index.ts';
import { newId } from './ids.ts';
import type { Principal } from './principal.ts';

export type { Principal } from './principal.ts';

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
  const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));
  await queryPrepared(
    trx,
    `INSERT INTO audit_entries (id, what, subject, reason, before, after, by, request_id)
     SELECT n.*, $7, $8 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[]) AS n`,
    [
      entries.map(() => newId('audit')),
      entries.map(({ what }) => what),
      entries.map(({ subject }) => subject),
      entries.map(({ reason }) => reason ?? null),
      entries.map(({ before }) => json(before)),
      entries.map(({ after }) => json(after)),
      principal.by,
      principal.requestId,
    ],
  );
}
