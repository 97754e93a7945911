/** An inbox as its reader changes it, and its removal by age, merge and erasure. */
import type { MarkNotices, noticeQuery } from '@holdfast/shared/notices';
import type { z } from 'zod';
import { type Database, listPage, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { forgetPreferences } from './preferences.ts';

/** A notice as it is stored. */
export interface StoredNotice {
  id: string;
  recipient_id: string;
  kind: string;
  subject_id: string | null;
  facts: Record<string, unknown>;
  count: number;
  at: Date;
  read_at: Date | null;
}

/** SQL: what an inbox shows. */
export const isShown = 'x.in_inbox AND x.removed_at IS NULL';

/** How these inboxes stand, by their readers; one without notices is left out. */
export async function standings(
  db: Trx,
  recipientIds: readonly string[],
): Promise<Map<string, { unread: number; newest: string | null }>> {
  const rows = await queryPrepared<{ recipient_id: string; unread: number; newest: string | null }>(
    db,
    `SELECT r.id AS recipient_id,
       (SELECT count(*)::int FROM notices x WHERE x.recipient_id = r.id AND ${isShown} AND x.read_at IS NULL) AS unread,
       (SELECT x.id || '/' || x.count FROM notices x WHERE x.recipient_id = r.id AND ${isShown} ORDER BY x.at DESC, x.id DESC LIMIT 1) AS newest
     FROM unnest($1::text[]) AS r (id)`,
    [recipientIds],
  );
  return new Map(rows.map(({ recipient_id, ...standing }) => [recipient_id, standing]));
}

/** One page of an inbox, newest first. */
export function listInbox(
  trx: Trx,
  recipientId: string,
  asked: z.output<typeof noticeQuery>,
): Promise<{ rows: StoredNotice[]; total: number; next: string | null }> {
  const { view, kind, order } = asked;
  return listPage<StoredNotice>(
    trx,
    {
      columns: 'x.id, x.recipient_id, x.kind, x.subject_id, x.facts, x.count, x.at, x.read_at',
      from: 'FROM notices x',
      where: `x.recipient_id = $1 AND ${isShown} AND (NOT $2::boolean OR x.read_at IS NULL) AND ($3::text IS NULL OR x.kind = $3)`,
      values: [recipientId, view === 'unread', kind ?? null],
      keys: [
        { by: 'x.at', type: 'timestamptz', order },
        { by: 'x.id', type: 'text', order },
      ],
    },
    asked,
  );
}

/** Marks notices of an inbox read or unread; those of others, and those that are gone, are passed over. */
export async function markNoticesOf(
  trx: Trx,
  recipientId: string,
  { ids, until, isRead }: MarkNotices,
): Promise<void> {
  await query(
    trx,
    `UPDATE notices x SET read_at = CASE WHEN $2 THEN now() END
     WHERE x.recipient_id = $1 AND ${isShown} AND (x.read_at IS NULL) = $2
       AND ($3::text[] IS NULL OR x.id = ANY($3::text[])) AND ($4::timestamptz IS NULL OR x.at <= $4)`,
    [recipientId, isRead, ids === 'all' ? null : ids, ids === 'all' ? (until ?? null) : null],
  );
}

/** Takes notices out of an inbox. What they told of isn't told again. */
export async function removeNoticesOf(trx: Trx, recipientId: string, ids: readonly string[]): Promise<void> {
  await query(
    trx,
    `UPDATE notices x SET removed_at = now(), read_at = coalesce(read_at, now())
     WHERE x.recipient_id = $1 AND ${isShown} AND x.id = ANY($2::text[])`,
    [recipientId, ids],
  );
}

/** Removes notices of what was undone before anybody was emailed. */
export async function takeBackNotices(
  trx: Trx,
  causes: ReadonlyArray<{ recipientId: string; cause: string }>,
): Promise<void> {
  if (causes.length === 0) return;
  await queryPrepared(
    trx,
    `DELETE FROM notices x USING unnest($1::text[], $2::text[]) AS n (recipient_id, cause)
     WHERE (x.recipient_id, x.cause) = (n.recipient_id, n.cause)`,
    [causes.map(({ recipientId }) => recipientId), causes.map(({ cause }) => cause)],
  );
}

/** Notices of a consignor that is merged into another go there; what the other one chose holds. */
export async function moveNotices(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(trx, 'UPDATE notices SET recipient_id = $2 WHERE recipient_id = $1', [fromId, intoId]);
  await forgetPreferences(trx, fromId);
}

/** Removes what is older than the settings keep; `sweepExpired` runs it. */
export async function removeOldNotices(db: Database, days: number): Promise<void> {
  await db.raw('DELETE FROM notices WHERE at < now() - make_interval(days => ?)', [days]);
}

/** A notice in the export of somebody's data. */
export interface ExportedNotice {
  kind: string;
  at: Date;
  readAt: Date | null;
}

/** What somebody was told of and what they chose; oldest first. */
export async function noticesKept(
  trx: Trx,
  personId: string,
): Promise<{ notices: ExportedNotice[]; choices: Array<{ kind: string; channel: string; isOn: boolean }> }> {
  return {
    notices: await query(
      trx,
      'SELECT kind, at, read_at AS "readAt" FROM notices WHERE recipient_id = $1 ORDER BY at, id',
      [personId],
    ),
    choices: await query(
      trx,
      'SELECT kind, channel, is_on AS "isOn" FROM notice_choices WHERE owner_id = $1 ORDER BY kind, channel',
      [personId],
    ),
  };
}

/** Removes the notices, choices and quiet hours of a person. */
export async function eraseNotices(trx: Trx, personId: string): Promise<void> {
  await query(trx, 'DELETE FROM notices WHERE recipient_id = $1', [personId]);
  await forgetPreferences(trx, personId);
}
