/**
 * Frozen views: what a panel showed when it was confirmed is what its run acts on. A view is one row with two arrays,
 * written by one INSERT … SELECT; each preview of a draft reads it again, and nothing is frozen twice.
 */
import { type FrozenView as Frozen, frozenViewMs, type ListingFilter } from '@holdfast/shared/listings';
import type { Principal } from '../../platform/audit.ts';
import { type Database, query, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { listingWhere } from '../listingFilter.ts';
import { FrozenView } from './FrozenView.ts';

/** The largest view that a run accepts. */
const most = 200_000;
const expirySeconds = frozenViewMs / 1000;

interface ViewToFreeze {
  filter: ListingFilter;
  /** Takes the versions that the run of the filter left behind. */
  undo: boolean;
}

/** The listings of a view at this moment as two arrays, `listing_ids` and `versions`; at most one above the limit. */
function arraysOf({ filter, undo }: ViewToFreeze, me: string): { text: string; values: unknown[] } {
  const { from, all, values } = listingWhere(filter, me);
  const version =
    undo && filter.runId !== undefined
      ? `(SELECT coalesce(r.version_after, r.version + 1) FROM bulk_run_rows r
          WHERE r.run_id = $${values.push(filter.runId)} AND r.listing_id = l.id AND r.outcome = 'done')`
      : 'l.version';
  const text = `SELECT coalesce(array_agg(v.id ORDER BY v.id), '{}') AS listing_ids,
      coalesce(array_agg(v.version ORDER BY v.id), '{}') AS versions
    FROM (SELECT l.id, ${version} AS version FROM ${from} WHERE ${all} LIMIT ${most + 1}) v`;
  return { text, values };
}

function refuseLarge(listings: number): void {
  if (listings > most)
    throw new Problem(
      'too_many_listings',
      `This view has more than ${most.toLocaleString('en-US')} listings. Narrow it.`,
    );
}

/**
 * Freezes a view: its listings at this moment, with their versions.
 * @throws Problem `too_many_listings`
 */
export async function freezeView(trx: Trx, view: ViewToFreeze, principal: Principal): Promise<Frozen> {
  const { text, values } = arraysOf(view, principal.by);
  const id = newId('frozenView');
  const first = values.length + 1;
  const [row] = await query<{ listings: number; created_at: Date }>(
    trx,
    `INSERT INTO frozen_views (id, filter, created_by, listing_ids, versions)
     SELECT $${first}, $${first + 1}::jsonb, $${first + 2}, n.listing_ids, n.versions FROM (${text}) n
     RETURNING cardinality(listing_ids) AS listings, created_at`,
    [...values, id, JSON.stringify(view.filter), principal.by],
  );
  const { listings, created_at } = row as { listings: number; created_at: Date };
  refuseLarge(listings);
  return { id, listings, createdAt: created_at.toISOString() };
}

/** The listings of a view at this moment, without keeping them. @throws Problem `too_many_listings` */
export async function readView(
  trx: Trx,
  view: ViewToFreeze,
  principal: Principal,
): Promise<Pick<FrozenView, 'listingIds' | 'versions'>> {
  const { text, values } = arraysOf(view, principal.by);
  const [row] = await query<{ listing_ids: string[]; versions: number[] }>(trx, text, values);
  const { listing_ids: listingIds, versions } = row as { listing_ids: string[]; versions: number[] };
  refuseLarge(listingIds.length);
  return { listingIds, versions };
}

/** @throws Problem `preview_expired` when it is older than an hour, or somebody else's */
export async function readFrozenView(trx: Trx, id: string, principal: Principal): Promise<FrozenView> {
  const view = await FrozenView.query(trx)
    .findById(id)
    .where({ created_by: principal.by })
    .whereRaw('created_at > now() - make_interval(secs => ?)', [expirySeconds]);
  if (!view)
    throw new Problem('preview_expired', 'This preview is more than an hour old. Look at the view again.');
  return view;
}

/** The listings that are in the view now and weren't when it was frozen. */
export async function cameInSince(
  trx: Trx,
  { id, filter }: FrozenView,
  principal: Principal,
): Promise<Array<{ id: string; version: number }>> {
  const where = listingWhere(filter, principal.by);
  return query(
    trx,
    `WITH frozen AS (SELECT unnest(listing_ids) AS id FROM frozen_views WHERE id = $${where.values.length + 1})
     SELECT l.id, l.version FROM ${where.from}
     WHERE ${where.all} AND l.id NOT IN (SELECT f.id FROM frozen f) ORDER BY l.id LIMIT ${most}`,
    [...where.values, id],
  );
}

/** Removes views that can't be started any more; `sweepExpired` runs it. */
export async function removeOldViews(db: Database): Promise<void> {
  await FrozenView.query(db)
    .delete()
    .whereRaw('created_at <= now() - make_interval(secs => ?)', [expirySeconds]);
}
