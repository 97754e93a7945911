/** What a move would hit, computed by what would do it. */
import type { MovePreview } from '@holdfast/shared/eventChanges';
import { holdEvent, startFromWallTime, venueFacts, venueOfEvent } from '../catalog/index.ts';
import { listingsOutside } from '../listings/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { hitsOfEvent } from './eventHits.ts';
import { choiceUntilOf } from './movePolicy.ts';

/** Listings on one page; more are counted. */
const mostShown = 100;

/** @throws Problem `not_found`; `validation_failed` for a start that doesn't exist there or is past */
export async function previewMove(
  trx: Trx,
  eventId: string,
  { localStart, venueId }: { localStart: string; venueId: string },
): Promise<MovePreview> {
  const before = await holdEvent(trx, eventId);
  const from = await venueOfEvent(trx, eventId);
  const venue = await venueFacts(trx, venueId);
  const isOtherVenue = from.id !== venue.id;
  const startsAt = await startFromWallTime(trx, localStart, venue.timeZone);
  const hits = await hitsOfEvent(trx, eventId);
  const paused = isOtherVenue ? await listingsOutside(trx, eventId, venue.sections) : [];
  const { timeZone } = venue;
  return {
    startsAt,
    timeZone,
    venue: { id: venue.id, name: venue.name, city: venue.city },
    isOtherVenue,
    choiceUntil: await choiceUntilOf(trx, {
      eventId,
      fromStartsAt: before.startsAt,
      startsAt,
      isOtherVenue,
      timeZone,
    }),
    orders: hits.orders,
    tickets: hits.soldTickets,
    refundable: hits.refund,
    holds: isOtherVenue ? hits.holds + hits.paying : 0,
    listings: hits.listings - paused.length,
    paused: paused.slice(0, mostShown),
    pausedTotal: paused.length,
  };
}
