/** Listings whose section a venue isn't known to have: they wait for a person when their event moves there. */
import { movePauseReason } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { notifyConsignors } from '../consignorNotifications/index.ts';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { seatText } from './label.ts';
import type { ListingsOffered } from './views.ts';

/** A listing on sale that isn't of these sections. */
export interface OutsideListing {
  id: string;
  places: string;
  consignor: string;
  /** Unsold. */
  tickets: number;
}

interface Row extends Pick<ListingsOffered, 'id' | 'seats' | 'consignor_id'> {
  section: string;
  row: string;
  consignor: string;
  tickets: number;
  now: Date;
}

/** The seated listings on sale of an event whose section isn't among `sections`, by place. */
export async function listingsOutside(
  trx: Trx,
  eventId: string,
  sections: readonly string[],
): Promise<OutsideListing[]> {
  const rows = await rowsOutside(trx, eventId, sections);
  return rows.map(({ id, section, row, seats, consignor, tickets }) => ({
    id,
    places: `${section} / ${row} / ${seatText(seats)}`,
    consignor,
    tickets,
  }));
}

const rowsOutside = (trx: Trx, eventId: string, sections: readonly string[]) =>
  queryPrepared<Row>(
    trx,
    `SELECT l.id, l.section, l."row", l.seats, c.name AS consignor, l.consignor_id, l.available + l.held AS tickets, now() AS now
     FROM listings l JOIN consignors_named c ON c.id = l.consignor_id
     WHERE l.event_id = $1 AND l.kind = 'seated' AND listing_is_sellable(l.state)
       AND NOT EXISTS (SELECT 1 FROM unnest($2::text[]) s WHERE place_key(s) = place_key(l.section))
     ORDER BY l.section COLLATE place_order, l."row" COLLATE place_order, l.id`,
    [eventId, sections],
  );

/** Pauses them; their consignors are notified, many in one email. @returns how many */
export async function pauseOutside(
  trx: Trx,
  engine: Engine,
  {
    eventId,
    sections,
    venue,
    by,
  }: { eventId: string; sections: readonly string[]; venue: string; by: string },
): Promise<number> {
  const rows = await rowsOutside(trx, eventId, sections);
  const reason = movePauseReason(venue);
  const outcomes = await engine.apply(
    trx,
    rows
      .map(({ id }) => id)
      .toSorted()
      .map((id) => messageTo(listingMachine, id, { type: 'pause', reason }, { by, reason })),
  );
  const paused = outcomes.flatMap((outcome) => (outcome.kind === 'applied' ? [outcome] : []));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  await notifyConsignors(
    trx,
    paused.map(({ id, version }) => {
      const { consignor_id: consignorId, now } = rowOf.get(id) as Row;
      const cause = `pausedByMove/${id}/${version}`;
      return {
        kind: 'pausedByMove' as const,
        cause,
        listingId: id,
        consignorId,
        at: now.toISOString(),
        facts: { venue },
      };
    }),
  );
  return paused.length;
}
