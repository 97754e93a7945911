/** Listings whose section a venue isn't known to have: they wait for a person when their event moves there. */
import { listingMachine } from '@holdfast/shared/listings/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { seatText } from './label.ts';

/** A listing on sale that isn't of these sections. */
export interface OutsideListing {
  id: string;
  places: string;
  consignor: string;
  /** Unsold. */
  tickets: number;
}

interface Row {
  id: string;
  section: string;
  row: string;
  seats: number[];
  consignor: string;
  tickets: number;
}

/** The seated listings on sale of an event whose section isn't among `sections`, by place. */
export async function listingsOutside(
  trx: Trx,
  eventId: string,
  sections: readonly string[],
): Promise<OutsideListing[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT l.id, l.section, l."row", l.seats, c.name AS consignor, l.available + l.held AS tickets
     FROM listings l JOIN consignors_named c ON c.id = l.consignor_id
     WHERE l.event_id = $1 AND l.kind = 'seated' AND listing_is_sellable(l.state)
       AND NOT EXISTS (SELECT 1 FROM unnest($2::text[]) s WHERE place_key(s) = place_key(l.section))
     ORDER BY l.section COLLATE place_order, l."row" COLLATE place_order, l.id`,
    [eventId, sections],
  );
  return rows.map(({ section, row, seats, ...rest }) => ({
    ...rest,
    places: `${section} / ${row} / ${seatText(seats)}`,
  }));
}

/** Pauses them. @returns how many */
export async function pauseOutside(
  trx: Trx,
  engine: Engine,
  {
    eventId,
    sections,
    reason,
    by,
  }: { eventId: string; sections: readonly string[]; reason: string; by: string },
): Promise<number> {
  const rows = await listingsOutside(trx, eventId, sections);
  const outcomes = await engine.apply(
    trx,
    rows
      .map(({ id }) => id)
      .toSorted()
      .map((id) => messageTo(listingMachine, id, { type: 'pause', reason }, { by, reason })),
  );
  return outcomes.filter(({ kind }) => kind === 'applied').length;
}
