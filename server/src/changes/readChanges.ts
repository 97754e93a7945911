/** The log as programs follow it: by its numbers, of what they may see. */
import {
  type Change,
  type ChangeList,
  type ChangeSubject,
  changeScopes,
  consignorSubjects,
} from '@holdfast/shared/changes';
import { lastNumber, shortMessage } from '../platform/actors/index.ts';
import { type PlatformNumberedLog, query, type Trx } from '../platform/db/index.ts';
import type { Caller } from '../platform/http/index.ts';
import { ownConsignor } from '../portal/index.ts';

/** Who follows, and what of it. */
export interface Follower {
  subjects: readonly ChangeSubject[];
  /** Of this consignor's own alone; null: of all. */
  consignorId: string | null;
  /** Who did it and why is told too. */
  seesPeople: boolean;
}

/** A change with its number. */
export type NumberedChange = Change & { seq: number };

/** Numbers that are looked at for one answer: bounds its time where few of them concern the follower. */
const mostLookedAt = 20_000;

/** SQL: whether it is of the consignor `$4`. */
const isOwnText = `CASE t.actor_type
  WHEN 'listing' THEN EXISTS (SELECT 1 FROM listings_offered l WHERE l.id = t.actor_id AND l.consignor_id = $4)
  WHEN 'delivery' THEN EXISTS (SELECT 1 FROM deliveries_made d WHERE d.id = t.actor_id AND d.consignor_id = $4)
  WHEN 'payout' THEN EXISTS (SELECT 1 FROM payouts_made p WHERE p.id = t.actor_id AND p.consignor_id = $4)
  ELSE false END`;

/**
 * Changes after a number, in its order.
 * @returns the number to go on from, and whether there is more already
 */
export async function changesAfter(
  trx: Trx,
  { subjects, consignorId, seesPeople }: Follower,
  after: number,
  limit: number,
): Promise<{ changes: NumberedChange[]; next: number; more: boolean }> {
  // First: what is numbered in between is read the next time.
  const last = await lastNumber(trx);
  const until = Math.min(last, after + mostLookedAt);
  const rows = await query<PlatformNumberedLog>(
    trx,
    `SELECT t.* FROM platform_numbered_log t
     WHERE t.seq > $1 AND t.seq <= $2 AND t.actor_type = ANY($3::text[])
       AND ${consignorId === null ? '$4::text IS NULL' : isOwnText}
     ORDER BY t.seq LIMIT $5`,
    [
      after,
      until,
      consignorId === null ? subjects : subjects.filter((each) => consignorSubjects.includes(each)),
      consignorId,
      limit,
    ],
  );
  const next = rows.length === limit ? (rows.at(-1)?.seq ?? until) : Math.max(after, until);
  return { changes: rows.map((row) => present(row, seesPeople)), next, more: next < last };
}

function present(row: PlatformNumberedLog, seesPeople: boolean): NumberedChange {
  const causedBy = causerOf(row.by);
  return {
    seq: row.seq,
    type: `${row.actor_type}.${row.to_state}`,
    subject: row.actor_type as ChangeSubject,
    id: row.actor_id,
    version: row.version,
    message: shortMessage(row.message),
    from: row.from_state,
    to: row.to_state,
    at: row.at.toISOString(),
    causedBy,
    by: seesPeople && causedBy !== 'clock' && causedBy !== 'system' ? row.by : null,
    reason: seesPeople ? row.reason : null,
  };
}

const causers: Readonly<Record<string, Change['causedBy']>> = {
  per: 'person',
  fan: 'guest',
  key: 'apiKey',
  imp: 'import',
};

const causerOf = (by: string): Change['causedBy'] =>
  by === 'clock' ? 'clock' : (causers[by.split('_')[0] ?? ''] ?? 'system');

/**
 * What a caller follows, of what is asked for: a key what its scopes read, a consignor their own, an administrator all. A consignor
 * isn't told who of the staff did something, nor why.
 * @throws Problem `forbidden` for a consignor's sign-in without a consignor
 */
export function followerFor(caller: Caller, asked: readonly ChangeSubject[]): Follower {
  const { key, roles } = caller;
  const consignorId = roles.includes('admin') ? null : ownConsignor(caller);
  return {
    subjects: key === null ? asked : asked.filter((subject) => key.scopes.includes(changeScopes[subject])),
    consignorId,
    seesPeople: consignorId === null && (key === null || key.scopes.includes('people:read')),
  };
}

/** An answer of the feed. */
export function presentChanges({
  changes,
  next,
  more,
}: Awaited<ReturnType<typeof changesAfter>>): ChangeList {
  return { data: changes.map(({ seq: _, ...rest }) => rest), next: String(next), more };
}
