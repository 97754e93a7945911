/** The counts of the frame and of a page's tabs. */
import type { Role } from '@holdfast/shared/accounts';
import type { ListingFilter } from '@holdfast/shared/listings';
import type { Counts } from '@holdfast/shared/today';
import { entriesWaiting } from '../feeds/index.ts';
import { countViews } from '../listings/index.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { readSidebarCounts } from '../support/index.ts';

/** @param me whose own are counted apart */
export async function readCounts(
  trx: Trx,
  roles: readonly Role[],
  me: string,
  views: readonly ListingFilter[],
): Promise<Counts> {
  const [clock] = await query<{ now: Date }>(trx, 'SELECT now() AS now');
  const isStaff = roles.some((role) => role === 'staff' || role === 'admin');
  const listings = isStaff ? await countViews(trx, views, me) : null;
  const matching = isStaff ? await entriesWaiting(trx, { me, limitHours: null, ageBounds: [] }) : null;
  return {
    asOf: (clock as { now: Date }).now.toISOString(),
    sidebar: await readSidebarCounts(trx, roles),
    queues: listings?.queues ?? null,
    matching: matching && { waiting: matching.waiting, since: matching.since?.toISOString() ?? null },
    views: listings?.views ?? [],
  };
}
