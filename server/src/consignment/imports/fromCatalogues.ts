/** What other houses' catalogues tell the desk beside their files: which game is which, and what may be gone. */
import { run, type Trx } from '../../platform/db/index.ts';

/** Which event a consignor's files mean by a reference; what a person said of one stays. */
export async function tellGames(
  trx: Trx,
  consignorId: string,
  games: ReadonlyArray<{ reference: string; eventId: string }>,
): Promise<void> {
  await run(
    trx,
    `INSERT INTO import_games AS g (consignor_id, reference, event_id, created_by)
     SELECT $1, n.reference, n.event_id, 'house' FROM unnest($2::text[], $3::text[]) AS n (reference, event_id)
     ON CONFLICT (consignor_id, reference) DO UPDATE SET event_id = excluded.event_id WHERE g.created_by = 'house'`,
    [consignorId, games.map(({ reference }) => reference), games.map(({ eventId }) => eventId)],
  );
}

export interface OfferedLot {
  external_id: string;
  event_id: string;
  /** Section / row; empty for general admission. */
  place: string;
}

/** Of these ids of a broker those whose listings wait for approval or are for sale. */
export function offeredLots(
  trx: Trx,
  consignorId: string,
  externalIds: readonly string[],
): Promise<OfferedLot[]> {
  return run<OfferedLot>(
    trx,
    `SELECT external_id, event_id, concat_ws(' / ', section, "row") AS place FROM listings
     WHERE consignor_id = $1 AND external_id = ANY($2::text[]) AND listing_is_offered(state) ORDER BY id`,
    [consignorId, externalIds],
  );
}
