/** What an action would do to a frozen view. */
import type {
  BulkPreview,
  ListingAction,
  ListingOutcome,
  previewRowsRequest,
} from '@holdfast/shared/listings';
import type { z } from 'zod';
import type { Engine } from '../../platform/actors/index.ts';
import type { Trx } from '../../platform/db/index.ts';
import { readActionRows } from './actionRows.ts';
import { conflictsSince } from './conflicts.ts';
import { type Decision, decideAll, type Wanted } from './decide.ts';
import type { FrozenView } from './FrozenView.ts';
import { ActionSums, outcomeOf } from './sumUp.ts';

/** Listings per chunk: enough for the engine's throughput, few enough to hold locks briefly. */
export const chunkSize = 500;
const examplesOfEach = 10;
const eventsShown = 10;

/** Previews an action over a frozen view. Listings that changed since it was frozen are refused. */
export async function previewBulk(
  trx: Trx,
  engine: Engine,
  action: ListingAction,
  view: Pick<FrozenView, 'listingIds' | 'versions'>,
  me: string,
): Promise<BulkPreview> {
  const sums = new ActionSums();
  const refusals = new Refusals();
  const events = new Map<string, { listings: number; price: number }>();
  for (let from = 0; from < view.listingIds.length; from += chunkSize)
    for (const decision of await decideFrozen(trx, engine, action, view, me, { from, count: chunkSize })) {
      const price = sums.add(decision);
      if (decision.ok) {
        const event = events.get(decision.row.event_name) ?? { listings: 0, price: 0 };
        events.set(decision.row.event_name, { listings: event.listings + 1, price: event.price + price });
      } else refusals.add(decision);
    }
  return {
    listings: view.listingIds.length,
    ...sums.result(),
    refusals: await refusals.result(trx, view),
    events: [...events]
      .map(([name, event]) => ({ name, ...event }))
      .sort((a, b) => b.price - a.price)
      .slice(0, eventsShown),
  };
}

/** What an action would do to each listing of one page of a frozen view. */
export async function previewRowsOf(
  trx: Trx,
  engine: Engine,
  { action, page, perPage }: z.output<typeof previewRowsRequest>,
  view: Pick<FrozenView, 'listingIds' | 'versions'>,
  me: string,
): Promise<{ data: ListingOutcome[]; total: number }> {
  const from = (page - 1) * perPage;
  const decisions = await decideFrozen(trx, engine, action, view, me, { from, count: perPage });
  const changed = decisions.flatMap((one, at) =>
    !one.ok && one.code === 'version_conflict'
      ? [{ id: one.id, version: view.versions[from + at] ?? 0 }]
      : [],
  );
  const conflicts = await conflictsSince(trx, changed);
  return {
    data: decisions.map((one) => outcomeOf(one, undefined, one.ok ? undefined : conflicts.get(one.id))),
    total: view.listingIds.length,
  };
}

/** Decides a part of a frozen view, without writing. */
export async function decideFrozen(
  trx: Trx,
  engine: Engine,
  action: ListingAction,
  { listingIds, versions }: Pick<FrozenView, 'listingIds' | 'versions'>,
  me: string,
  { from, count }: { from: number; count: number },
): Promise<Decision[]> {
  const ids = listingIds.slice(from, from + count);
  const rowById = await readActionRows(trx, ids, action, { lock: false });
  const wanted = ids.map((id, at): Wanted => ({ id, seen: versions[from + at] }));
  return decideAll(trx, engine, wanted, rowById, action, me);
}

type Refused = Extract<Decision, { ok: false }>;

/** Refused listings by code, with the first few of each. */
class Refusals {
  readonly #byCode = new Map<string, { listings: number; examples: Refused[] }>();

  add(decision: Refused): void {
    const refusal = this.#byCode.get(decision.code) ?? { listings: 0, examples: [] };
    refusal.listings += 1;
    if (refusal.examples.length < examplesOfEach) refusal.examples.push(decision);
    this.#byCode.set(decision.code, refusal);
  }

  async result(
    trx: Trx,
    { listingIds, versions }: Pick<FrozenView, 'listingIds' | 'versions'>,
  ): Promise<BulkPreview['refusals']> {
    const changed = (this.#byCode.get('version_conflict')?.examples ?? []).map(({ id }) => ({
      id,
      version: versions[listingIds.indexOf(id)] ?? 0,
    }));
    const conflicts = await conflictsSince(trx, changed);
    return [...this.#byCode]
      .map(([code, { listings, examples }]) => ({
        code,
        listings,
        examples: examples.map((one): ListingOutcome => outcomeOf(one, undefined, conflicts.get(one.id))),
      }))
      .sort((a, b) => b.listings - a.listings);
  }
}
