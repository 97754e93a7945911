/** A consignor's request to take a listing off sale: it waits for staff, who withdraw the listing or answer why it stays. */
import { noticeKindFacts } from '@holdfast/shared/notices';
import { giveNotices, readersWith, staffReaders } from '../notices/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import type { ListingsOffered } from './views.ts';

/** States in which a listing can still be taken back. */
export const delistable = ['draft', 'submitted', 'rejected', 'live', 'paused'];

type Row = Pick<ListingsOffered, 'state' | 'delist_requested_at' | 'delist_reason'>;

/**
 * Requests it, or with `options` null cancels the request. A second request keeps the first instant and the new reason.
 * @throws Problem `not_found` for another's listing; `transition_refused` once its sale is over
 */
export async function requestDelist(
  trx: Trx,
  consignorId: string,
  listingId: string,
  options: { reason: string | null } | null,
  principal: Principal,
): Promise<void> {
  const [row] = await queryPrepared<Row>(
    trx,
    'SELECT state, delist_requested_at, delist_reason FROM listings WHERE id = $1 AND consignor_id = $2 FOR NO KEY UPDATE',
    [listingId, consignorId],
  );
  if (!row) throw notFound('listing');
  if (options && !delistable.includes(row.state))
    throw new Problem('transition_refused', `Its sale is over: it is ${row.state}. Nothing was changed.`, {
      accepts: [],
    });
  if (!options && row.delist_requested_at === null) return;
  const [after] = await queryPrepared<{ delist_requested_at: Date | null }>(
    trx,
    `UPDATE listings SET delist_requested_at = CASE WHEN $2 THEN coalesce(delist_requested_at, now()) END, delist_reason = $3 WHERE id = $1
     RETURNING delist_requested_at`,
    [listingId, options !== null, options?.reason ?? null],
  );
  // A request that is made again with another reason isn't another one.
  if (options && row.delist_requested_at === null) await tellStaff(trx, listingId, principal.by);
  await audit(trx, principal, [
    {
      what: options ? 'listing.askDelist' : 'listing.takeBackDelist',
      subject: listingId,
      reason: options?.reason ?? null,
      before: { delistRequestedAt: row.delist_requested_at, delistReason: row.delist_reason },
      after: { delistRequestedAt: after?.delist_requested_at ?? null, delistReason: options?.reason ?? null },
    },
  ]);
}

/** Staff who withdraw listings find it in their inbox. */
async function tellStaff(trx: Trx, listingId: string, by: string): Promise<void> {
  const [asked] = await queryPrepared<{
    at: Date;
    consignor: string;
    consignorId: string;
    event: string;
    eventId: string;
    reason: string | null;
  }>(
    trx,
    `SELECT l.delist_requested_at AS at, c.name AS consignor, c.id AS "consignorId", e.name AS event, e.id AS "eventId",
       l.delist_reason AS reason
     FROM listings l JOIN consignors_named c ON c.id = l.consignor_id JOIN catalog_events_named e ON e.id = l.event_id WHERE l.id = $1`,
    [listingId],
  );
  if (!asked) throw new Error(`${listingId} is gone`);
  const { at, ...facts } = asked;
  await giveNotices(trx, [
    {
      kind: 'delistRequested',
      cause: `delist/${listingId}/${at.toISOString()}`,
      recipientIds: readersWith(await staffReaders(trx), noticeKindFacts.delistRequested.roles, by),
      subjectId: listingId,
      facts,
      group: `${facts.consignorId}/${facts.eventId}`,
      at: at.toISOString(),
    },
  ]);
}
