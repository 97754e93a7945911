/** Each listing's last action by the audit log, for undoing it. */
import type { ListingOutcome } from '@holdfast/shared/listings';
import { queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import { soldSince } from '../soldSince.ts';

/** What is undone of one listing. */
export interface LastAction {
  /** The last action that isn't undone yet: `listing.approve`. */
  what: string;
  by: string;
  byName: string;
  requestId: string | null;
  before: Before;
  /** A ticket was sold since. */
  soldSince: boolean;
  /** Why it was in the state before. */
  reasonBefore: string | null;
}

interface Before {
  state?: ListingOutcome['state'];
  priceAmount?: number;
  ownerId?: string | null;
  inHandOn?: string | null;
  floorAmount?: number | null;
  ceilingAmount?: number | null;
  delistRequestedAt?: string | null;
  delistReason?: string | null;
}

/** Entries of a listing that are read: ten actions undone one after the other, and the one before them. */
const entriesRead = 21;

interface Entry {
  id: string;
  what: string;
  by: string;
  by_name: string | null;
  at: Date;
  request_id: string | null;
  before: Before | null;
}

/** The last action on each listing that isn't undone, with what is needed to undo it. */
export async function lastActions(trx: Trx, ids: readonly string[]): Promise<Map<string, LastAction>> {
  const entries = await queryPrepared<Entry>(
    trx,
    `SELECT asked.id, c.what, c.by, p.name AS by_name, c.at, c.request_id, c.before
     FROM unnest($1::text[]) AS asked (id) CROSS JOIN LATERAL (
       SELECT c.id, c.what, c.by, c.at, c.request_id, c.before FROM platform_changes c
       WHERE c.subject = asked.id AND c.what LIKE 'listing.%' ORDER BY c.at DESC, c.id DESC LIMIT ${entriesRead}) c
     LEFT JOIN accounts_people_named p ON p.id = c.by ORDER BY asked.id, c.at DESC, c.id DESC`,
    [ids],
  );
  const tops = [...Map.groupBy(entries, ({ id }) => id).values()].flatMap((own) => standing(own) ?? []);
  const sold = await soldSince(
    trx,
    tops.map(({ id, at }) => ({ listingId: id, at: at.toISOString() })),
  );
  const reasons = await reasonsBefore(trx, tops);
  return new Map(
    tops.map(({ id, what, by, by_name, request_id, before }) => [
      id,
      {
        what,
        by,
        byName: by_name ?? 'Holdfast',
        requestId: request_id,
        before: before ?? {},
        soldSince: sold.has(id),
        reasonBefore: reasons.get(id) ?? null,
      },
    ]),
  );
}

/** @param entries newest first. An undo and the action that it undid cancel each other out. */
function standing(entries: readonly Entry[]): Entry | undefined {
  let undone = 0;
  for (const entry of entries) {
    if (entry.what === 'listing.undo') undone += 1;
    else if (undone > 0) undone -= 1;
    else return entry;
  }
  return undefined;
}

/** Why each listing was last brought into the state that it had before. */
async function reasonsBefore(trx: Trx, tops: readonly Entry[]): Promise<Map<string, string>> {
  const asked = records(
    tops.flatMap(({ id, before }) => (before?.state === undefined ? [] : [{ id, state: before.state }])),
    { id: 'text', state: 'text' },
  );
  const rows = await queryPrepared<{ id: string; reason: string }>(
    trx,
    `SELECT n.id, t.reason FROM ${asked.from} CROSS JOIN LATERAL (
       SELECT t.reason FROM platform_transition_log t WHERE t.actor_id = n.id AND t.to_state = n.state
         AND t.message IN ('reject', 'return', 'pause') ORDER BY t.version DESC LIMIT 1) t WHERE t.reason IS NOT NULL`,
    [asked.value],
  );
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}
