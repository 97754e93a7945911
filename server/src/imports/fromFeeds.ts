/** What feeds provide besides files: the links from references to events, and listings that may be gone. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

/** Stores which event a consignor's reference means; a person's choice stays. */
export async function linkFeedEvents(
  trx: Trx,
  consignorId: string,
  games: ReadonlyArray<{ reference: string; eventId: string }>,
): Promise<void> {
  const { from, value } = records(games, { reference: 'text', eventId: 'text' }, { parameter: 2 });
  await queryPrepared(
    trx,
    `INSERT INTO import_games AS g (consignor_id, reference, event_id, created_by)
     SELECT $1, n.reference, n.event_id, 'system' FROM ${from}
     ON CONFLICT (consignor_id, reference) DO UPDATE SET event_id = excluded.event_id WHERE g.created_by = 'system'`,
    [consignorId, value],
  );
}

export interface OfferedListing {
  external_id: string;
  event_id: string;
  /** Section / row; empty for general admission. */
  place: string;
}

/** Those of a broker's ids whose listings wait for approval or are on sale. */
export function feedListingsOffered(
  trx: Trx,
  consignorId: string,
  externalIds: readonly string[],
): Promise<OfferedListing[]> {
  return queryPrepared<OfferedListing>(
    trx,
    `SELECT external_id, event_id, concat_ws(' / ', section, "row") AS place FROM listings_offered
     WHERE consignor_id = $1 AND external_id = ANY($2::text[]) AND listing_is_offered(state) ORDER BY id`,
    [consignorId, externalIds],
  );
}
