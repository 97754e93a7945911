/** A consignor's activity log: what staff did with their listings. Every statement is filtered by that consignor. */
import type { ActivityLog, ownLogQuery } from '@holdfast/shared/audit';
import { formatMoney } from '@holdfast/shared/money';
import type { z } from 'zod';
import { type Database, inTransaction, type PlatformChanges, query } from '../platform/db/index.ts';
import { labelsOf } from './readAudit.ts';

/** The actions that consignors see; internal ones (owners, limits) are left out. */
const shownActions = [
  'listing.approve',
  'listing.reject',
  'listing.return',
  'listing.resubmit',
  'listing.pause',
  'listing.resume',
  'listing.withdraw',
  'listing.price',
  'listing.undoPrice',
  'listing.undo',
  'listing.keepOnSale',
];

interface Row extends Pick<PlatformChanges, 'at' | 'what' | 'subject' | 'reason'> {
  before: { state?: string; priceAmount?: number } | null;
  after: { state?: string; priceAmount?: number } | null;
  currency: string;
}

export async function activityLogOf(
  db: Database,
  consignorId: string,
  listQuery: z.output<typeof ownLogQuery>,
): Promise<ActivityLog> {
  return inTransaction(db, async (trx) => {
    const from = `platform_changes a JOIN listings_offered l ON l.id = a.subject
      WHERE l.consignor_id = $1 AND a.what = ANY ($2::text[]) AND (a.what <> 'listing.undo' OR a.after->>'state' IS NOT NULL)`;
    const rows = await query<Row>(
      trx,
      `SELECT a.at, a.what, a.subject, a.reason, a.before, a.after, l.currency FROM ${from}
       ORDER BY a.at ${listQuery.order === 'asc' ? 'ASC' : 'DESC'}, a.id LIMIT $3 OFFSET $4`,
      [consignorId, shownActions, listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
    );
    const [count] = await query<{ n: number }>(trx, `SELECT count(*)::int AS n FROM ${from}`, [
      consignorId,
      shownActions,
    ]);
    const labels = await labelsOf(
      trx,
      rows.map(({ subject }) => subject),
    );
    return {
      data: rows.map((row) => ({
        at: row.at.toISOString(),
        text: sentenceOf(row),
        label: labels.get(row.subject) ?? row.subject,
        reason: row.reason,
      })),
      total: count?.n ?? 0,
    };
  });
}

/** What an undone action leaves behind, by the state that it has again. */
const undone: Record<string, string> = {
  draft: 'Returned to you',
  submitted: 'Waits for approval again',
  rejected: 'Not listed',
  live: 'On sale again',
  paused: 'Paused',
};

function sentenceOf({ what, before, after, currency }: Row): string {
  if (what === 'listing.undo' && after?.state !== before?.state)
    return undone[after?.state ?? ''] ?? 'Undone';
  const money = (amount: number | undefined) => formatMoney({ amount: amount ?? 0, currency });
  switch (what.slice('listing.'.length)) {
    case 'approve':
      return 'Put on sale';
    case 'reject':
      return 'Not listed';
    case 'return':
      return 'Returned to you';
    case 'resubmit':
      return 'Waits for approval again';
    case 'pause':
      return 'Paused';
    case 'resume':
      return 'On sale again';
    case 'withdraw':
      return 'Taken off sale';
    case 'keepOnSale':
      return 'Stays on sale';
    default:
      return `Price ${money(before?.priceAmount)}, now ${money(after?.priceAmount)}`;
  }
}
